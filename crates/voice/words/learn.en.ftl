# Learn: the cards, what the article said and what was measured, the words, and the sources.

learn-title = Learn
learn-lead = Short pages. They work with no network.
learn-words-title = Words
learn-all = All pages
learn-claims-title = What is known
learn-claims-lead = What the article said, in our words, and what tests found.
learn-claim-measured = What was found
learn-claim-sure = How sure
learn-claim-whom = In whom
learn-body-title = What it works
learn-sources-title = Sources
learn-sources-lead = The numbers say which source a line rests on.
learn-print = Print this page

## The twelve cards: one minute each to read or to hear
learn-why-title = Why walk backward?
learn-why =
    Walking backward is a new task for your legs and your mind. You have to think about each step.
    Your toes reach back and touch first. The front of your thighs works more. You cannot see where you go, so your balance has to work too.
    In small tests people walked a bit faster after some weeks. They stood more firmly too. Most of them had had a stroke. Some were children with cerebral palsy. People with sore knees had less pain. In older people with no illness we found one weak test: some scores rose.
    It was not clearly better than other kinds of training. No one knows yet if it keeps people from falling.
    A few steps on most days are a fine start.
learn-place-title = A safe place
learn-place =
    Pick a flat, dry floor with good light.
    The path should be twice as wide as you. Walk it forward first and look.
    Move rugs, cords and toys. Close doors. Keep pets away.
    Stay near a wall, a rail or a counter. A chair or a cart can slide: do not lean on one.
    No stairs, no street, no glass behind you.
    Wear closed, flat shoes that fit. Do one thing at a time: no chat and no phone call at first.
learn-feet-title = How your feet land
learn-feet =
    Reach one foot back. Keep the step small.
    Your toes touch first. Then the ball of the foot. Then the heel, last of all.
    Let your weight come onto that foot. Only then move the other one.
    Keep your feet as wide apart as your hips. Do not cross them.
    Do not rush. The pace comes by itself when the steps feel sure.
learn-eyes-title = Eyes and back
learn-eyes =
    Stand tall. Keep your chest up, and let your arms swing if they are free.
    Look ahead at one thing on the wall, not at your feet.
    Check behind you before each stretch, while you stand still.
    Do not twist to look back while you walk. Twisting moves your weight and can make you trip.
    Some coaches teach quick looks over the shoulder. We ask you to stop first, then look.
learn-turn-title = How to turn
learn-turn =
    A turn is a hard part of any walk. So a turn is a part of its own here.
    Stop. Put a hand on something steady. Turn in small steps.
    Wait until your head feels still. Count to ten if you like.
    Look behind you once. Then set off.
    In a room you need no turn at all. Walk there forward, and come back backward.
learn-rails-title = Rails and hands
learn-rails =
    A hand on a rail, wall or counter is not cheating. It is how you learn.
    Start with a full hand. Later use two fingers. Later hold your hand just above.
    Let go only when you have done it well many times.
    On a treadmill hold both rails the whole time.
    A helper walks one arm away, behind you and to the side.
learn-hallway-title = Start in the hallway
learn-hallway =
    Begin with a few steps. Walk forward to the end. Stop and hold on.
    Then walk backward to where you began.
    Do it a few times. Stop while it still feels easy.
    A few steps on the way to the kettle count too. Tap once, and they are kept.
    Is it easy for a week? Then make the path longer, or do it once more.
    Change only one thing at a time.
learn-intervals-title = Walk and switch
learn-intervals =
    Five minutes forward, one backward. Two or three rounds.
    The voice warns you ten seconds before each change.
    Tones that climb mean forward. Tones that fall mean backward.
    As it gets easy, the forward parts get shorter, till both are the same.
    On the street, have a person with you and use a quiet path.
learn-treadmill-title = On a treadmill
learn-treadmill =
    Read first what your machine allows. Many makers say no to walking backward.
    When you face back, the stop button is behind you. Clip the cord to your clothes. It is your real stop.
    Stand on the side rails. Start the belt at its slowest. Then step on, with your hands on the rails.
    To change direction, step onto the side rails first. Then stop the belt. Turn only when it has stopped.
    Keep it flat and slow. Leave free room behind the machine.
learn-stop-title = When to stop
learn-stop =
    Stop at once if you fall, feel faint, or your chest hurts. Stop if you have no breath to speak.
    Stop if an arm or leg turns weak. Stop if a joint hurts all at once.
    Sit down and get help. The app will ask you some things before you walk backward again.
    Stop when you stumble, too. Rest. Ask yourself if today is the day.
    A little stiff the next day is normal. Pain that stays is not. Ask your doctor.
learn-knees-title = Sore knees
learn-knees =
    In one test of people with sore knees, one kind of load went down.
    In one test of 68 people, pain fell more than with usual care. They walked ten minutes, three times a week, for six weeks.
    In a test of 30 people the knees worked better. Pain did not go down more. In a third test all got better, and just one score was different.
    The ankle drives and brakes you. On the foot the load moves to the inner side.
    Go slow. Use a flat floor. A bit more pain at the start is common.
    If it still hurts more the next morning, do less or stop.
learn-class-title = In a class
learn-class =
    Leave two arm lengths between people. All walk the same way.
    The teacher calls each change. Walk only when it is called.
    Say "stop" loudly if you need it. Then everybody stops.
    Watch out for the person behind you when you stand.
    No one has to keep up. Whoever wants a rail takes a rail.

## A page that is no card
learn-motion-title = Give a walk to science
learn-motion =
    We found no shared motion of real backward walks. We found no test of how well a phone sees which way you go. Yours can help.
    Turn on "Keep the motion of my walks" in Settings. The phone then writes down how it moves. It notes what you were asked to do too. It notes how tall you are, if you said so.
    It has no name, no place and no sound. It stays on this phone.
    After a walk, open it in Progress and tap "Save the motion". You get one file. Give it to those who study walking, if you wish.
    On a computer, "retrowalk export --raw FILE" makes a table of it. The time of day is left out.
    You can change your mind. Delete the motion of a walk at any time. The walk itself stays.

## What the article said, and what was measured
claim-improves-gait = It helps balance, the length of steps, and their speed.
claim-improves-gait-measured = After a stroke, in place of forward training: 0.16 m/s faster (0.06 to 0.27). On top of it: 0.03, next to nothing. Against a control group, the weak leg stepped 5 cm longer (2 to 9). Balance scores rose too. Children: 0.10 m/s faster (0.05 to 0.16). One trial saw no gain over forward walking. In one, sideways did better. Harder training may explain some of it. In older people with no illness we found one weak test.
claim-improves-gait-sure = some proof after a stroke, not tested well in healthy people
claim-improves-gait-whom = those who had a stroke, and children with cerebral palsy
claim-falls = It keeps you from falling. (Many say so. The article does not.)
claim-falls-measured = No trial has shown this. Mixed exercise does help.
claim-falls-sure = not known
claim-falls-whom = no one yet
claim-hamstrings = It works the back of the thigh.
claim-hamstrings-measured = On the flat it worked more in one test, and the same in another. Uphill backward it works more than forward on the flat.
claim-hamstrings-sure = weak proof, small tests that differ
claim-hamstrings-whom = young, healthy people
claim-quadriceps = It stretches the front of the thigh and the hips.
claim-quadriceps-measured = The front of the thigh works harder. On flat ground the knee bends less, so we found no stretch. We found no test of the hips.
claim-quadriceps-sure = some proof, small tests
claim-quadriceps-whom = young, healthy people
claim-shins = It works the shins.
claim-shins-measured = Yes, in one small test.
claim-shins-sure = weak proof, one small test
claim-shins-whom = students
claim-calves = It works the calves.
claim-calves-measured = On flat ground they worked less, or the same. They take your weight as you land.
claim-calves-sure = mixed
claim-calves-whom = young, healthy people
claim-glutes = It firms the backside.
claim-glutes-measured = We found no test of this.
claim-glutes-sure = not known
claim-glutes-whom = no one yet
claim-core = It works the core.
claim-core-measured = The muscles of the lower back work more. We found no test of the belly.
claim-core-sure = weak proof, one small test
claim-core-whom = grown-ups with and with no back pain
claim-joints = It is easier on knees, ankles and feet.
claim-joints-measured = In sore knees the load on the inner side fell: at its first peak, and over the whole step. Its second peak did not. For another kind, walking forward slowly did as much. In a test of seven the ground pushed harder. The ankle drives and brakes you. We found no relief for it. On the foot the load moves to the inner side.
claim-joints-sure = knees: weak proof, one small test. Ankles and feet: no
claim-joints-whom = 32 people with sore knees. The rest: healthy people
claim-brain = It builds new cells in the brain.
claim-brain-measured = It takes more thought than walking forward. We found no test of new cells.
claim-brain-sure = not known
claim-brain-whom = 18 people with MS, and 14 without
claim-heart = It is good for heart and lungs.
claim-heart-measured = It costs more than walking forward at the same speed. At a brisk pace that is about 40 percent.
claim-heart-sure = sure for the cost
claim-heart-whom = young, healthy grown-ups
claim-posture = It makes you stand straighter.
claim-posture-measured = The muscles of the lower back work more. We found no test of how straight people stand.
claim-posture-sure = not known
claim-posture-whom = grown-ups with and with no back pain
claim-mobility = It makes you move with more ease.
claim-mobility-measured = In one small test the back of the thigh stretched further after four weeks. No one was set beside them. In a test with two groups of 15 there was no difference.
claim-mobility-sure = weak proof, small tests that differ
claim-mobility-whom = ten healthy women, and 30 students
claim-strength = It makes you strong.
claim-strength-measured = With sore knees, the thighs got stronger when it was added to care.
claim-strength-sure = some proof with sore knees
claim-strength-whom = people with sore knees
claim-coordination = It trains how your moves work together.
claim-coordination-measured = Boys in school stood more firmly from week eight on. A second task slows you, so it does ask for care.
claim-coordination-sure = weak proof, small tests
claim-coordination-whom = 16 boys, 18 people with MS, and 14 without
claim-rails = Rails help you stay steady on a treadmill.
claim-rails-measured = We found no test of this. Facing back, you have the stop button behind you. The clip and its cord are your real stop.
claim-rails-sure = a rule for how treadmills are made, not a test with people
claim-rails-whom = no one yet
claim-kind-note = The article got some of this right. Where tests say something else, we tell you.

## Words
glossary-backward-step = Backward step: a step that lands behind you.
glossary-cadence = Cadence: how many steps you take in a minute.
glossary-step-length = Step length: how far one foot lands from the other.
glossary-stride = Stride: two steps, one with each foot.
glossary-interval = Interval: a stretch of time for one kind of walk.
glossary-spotter = Spotter: someone who stands close, ready to steady you.
glossary-tandem = Tandem: one foot right in front of the other.
glossary-talk-test = Talk test: if you can talk in whole sentences, the pace is right.
glossary-met = MET: how much work it is, set against sitting still.
glossary-error = Error: how much a check can change by chance alone.
glossary-trial = Trial: a test that sets two groups side by side.
glossary-pooled = Pooled: many trials put into one number.
glossary-turn = Turn: standing still, a hand on something steady, to change the way you walk.
glossary-block = Street block: from one corner to the next.
glossary-retro = Retro: one more name for this way to walk.
