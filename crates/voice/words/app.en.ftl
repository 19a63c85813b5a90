# What the phone's screens say. Short words, short sentences: US grade 6 or lower, measured by a test.

## Everywhere
app-skip-to-content = Skip to the page
app-stop-help = Stop · Help
app-settings = Settings
app-tabs = Main pages
app-tab-today = Today
app-tab-walk = Walk
app-tab-progress = Progress
app-tab-learn = Learn
app-back = Back
app-next = Next
app-done = Done
app-save = Save
app-cancel = Cancel
app-undo = Undo
app-not-found-title = No page here
app-not-found = This link leads nowhere. Go to Today to find your way.
app-way-forward = Forward
app-way-backward = Backward
app-way-turn = Turn
app-way-prepare = Get ready
app-way-cool-down = Cool down
app-way-stand = Wait
app-letter-forward = F
app-letter-backward = B
app-trouble-full = This phone has no room left. What is new is on this page only. Free some space, then press Save again.
app-trouble-again = Save again
app-trouble-closed = This browser does not let the app keep your walks. A private window does that. Open the app in a normal window.

## Welcome
app-welcome-title = Welcome
app-welcome-lead = Walk backward with a voice in your ear. It takes a few minutes to set up. No account. No network.
app-welcome-language = Language
app-language-not-here = This language is not on the phone yet. Go online, then choose it again.
app-welcome-text-size = Text size
app-text-normal = Normal
app-text-large = Large
app-text-largest = Largest
app-welcome-hear = Can you hear this?
app-welcome-hear-help = Turn up your phone. Then press the button.
app-welcome-hear-button = Play the sounds
app-welcome-hear-playing = Tones that climb mean forward. Tones that fall mean backward.
app-welcome-hear-failed = No sound came out. The screen and the buzz will guide you. Keep the phone where you can see it.
app-welcome-phone = Where will your phone ride?
app-welcome-phone-help = A front pocket is best. The phone counts steps there, and your hands stay free.
app-placement-front-pocket = Front pocket
app-placement-back-pocket = Back pocket
app-placement-lower-back = Belt, at the back
app-placement-hand = In my hand
app-placement-upper-arm = On my arm
app-placement-chest = Chest pocket
app-placement-bag = In a bag
app-placement-wrist = On my wrist
app-placement-shelf = On a shelf or the treadmill
app-welcome-step = Step { $step } of { $of }
app-result-ask = Ask first
app-result-start = Go to Today
app-result-again = Answer again
app-result-ask-confirm = I asked, and I may walk backward

## Today
app-today-title = Today
app-today-minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
app-today-start = START
app-today-already = I walked already
app-today-dates = Put the dates right
app-today-dates-help = Was the clock wrong? This puts the dates right. Then you get the questions again.
app-today-rest = Not today. Your walk will wait for you.
app-today-rest-undo = Walk today after all
app-today-week = This week
app-today-week-day = { $day }: { $what }
app-today-week-none = no walk
app-today-week-planned = a walk is planned
app-today-week-forward = forward
app-today-week-both = forward and backward
app-today-week-backward = backward
app-today-tip = Tip
app-tip-1 = Check behind you before each stretch. Then look ahead and stand tall.
app-tip-2 = Take small steps. Let your toes touch first, then your heel.
app-tip-3 = Stop before you turn. Hold on. Then turn with small steps.
app-tip-4 = A clear path is your best friend. Move rugs, cords and toys.
app-tip-5 = Slow is good. You should be able to talk while you walk.
app-tip-6 = Wear shoes that stay on. No slippers.
app-tip-7 = Tired is a good time to stop. You can walk again tomorrow.
app-unfinished-title = You have a walk that did not end
app-unfinished = It stopped { $minutes ->
    [0] less than a minute ago
    [one] one minute ago
   *[other] { $minutes } minutes ago
}. You were in part { $block } of { $of }.
app-unfinished-go-on = Go on with it
app-unfinished-keep = Keep what I did

## I walked already
app-typed-title = I walked already
app-typed-lead = Add a walk you did without the phone.
app-typed-forward = Minutes forward
app-typed-backward = Minutes backward
app-typed-when = When
app-typed-when-today = Today
app-typed-when-yesterday = Yesterday
app-typed-nothing = Pick at least one minute.
app-typed-saved = Saved.

## Before the walk
app-walk-title = Walk
app-walk-pick = Pick a way to walk
app-walk-small = Start small at home
app-walk-small-text = Forward on a short path, then back on it backward.
app-walk-intervals = Walk and switch
app-walk-intervals-text = Walk forward some minutes, then backward one.
app-walk-treadmill = Treadmill
app-walk-treadmill-text = You set the belt by hand. The voice tells you when.
app-walk-treadmill-list =
    The belt has a stop cord. I will clip it to my clothes. It is the real stop.
    It has rails I can hold, and side rails to stand on.
    Behind it, 2 m (7 ft) of the floor are free.
    I have read the manual. Many makers forbid walking backward.
app-walk-treadmill-list-done = All of this is so
app-walk-to-check = Do this check
app-walk-place = Where?
app-walk-place-hallway = Hallway
app-walk-place-kitchen = Kitchen to family room
app-walk-place-driveway = Driveway
app-walk-place-new = Another place
app-walk-place-name = Name of the place
app-walk-place-length = How long is the clear path? ({ $unit })
app-walk-place-missing = Give the place a name of letters, and say how long it is.
app-walk-place-outdoors = It is outdoors
app-walk-times = How many times?
app-walk-place-check = Look at the place
app-walk-place-check-help = Walk the path forward once. Check each line that is true.
app-walk-place-open = { $count ->
    [one] One thing is still open. Fix it, or pick another place.
   *[other] { $count } things are still open. Fix them, or pick another place.
}
app-walk-place-clear = This place is clear.
app-walk-minutes-forward = Minutes forward
app-walk-minutes-backward = Minutes backward
app-walk-by-block = By street block: you tap the screen at each corner
app-walk-belt-minutes = Minutes backward each time
app-walk-belt-speed = Belt speed ({ $unit })
app-walk-belt-slowest = Its slowest
app-walk-own = Write it yourself
app-walk-own-label = Your program
app-walk-own-help = For example: { $example }
app-walk-own-wrong = Not quite right. Look at the marked place.
app-walk-your-plan = Your plan
app-walk-plan-total = { $minutes ->
    [one] About { $minutes } minute in all.
   *[other] About { $minutes } minutes in all.
} { $backward } backward.
app-walk-ends = What ends a stretch?
app-walk-ends-tap = My tap
app-walk-ends-gps = GPS or my tap
app-walk-ends-steps = My steps or my tap
app-walk-ends-gps-help = Your phone may ask to use its place. The place stays on the phone. GPS needs open sky.
app-walk-ends-steps-help = The phone knows how long your steps are. It stops you a little before the end.
app-walk-ends-steps-unknown = The phone does not know your steps yet. Walk once with "My tap" and tap at each end. Then it knows.
app-walk-ticks = Before you go
app-tick-path = The path behind me is clear
app-tick-hold = Something steady is in reach
app-tick-shoes = My shoes are on and tied
app-walk-ticks-missing = Check the three lines first.
app-walk-place-not-clear = Look at the place first. Each line there must be checked.
app-walk-motion-why = Next, your phone may ask to sense motion. It counts your steps. The walk works without it.
app-walk-go = START
app-walk-getting-ready = Getting your walk ready
app-walk-another-tab = This walk runs in another window of this app. Go there to see it, or close it first.
app-walk-no-sound = No sound came out of this phone. The screen and the buzz guide you. Keep it where you can see it.
app-walk-voice-missing = The voice is not on this phone yet. You will hear tones. Go online once to get the voice.

## During the walk
app-live-none = No walk is going on.
app-live-next = Next: { $what }, { $time }
app-live-last = This is the last part.
app-live-part = Part { $block } of { $of }
app-live-steps = { $steps ->
    [one] { $steps } step
   *[other] { $steps } steps
}
app-live-counts = { $forward } forward · { $backward } backward · { $unsure } unsure
app-live-cadence = { $n }/min
app-live-see-forward = I see forward steps
app-live-see-backward = I see backward steps
app-live-see-unsure = I cannot tell which way
app-live-see-nothing = No steps yet
app-live-see-still = I see no steps now
app-live-no-motion = I cannot feel steps here. I can still time you.
app-live-pause = PAUSE
app-live-resume = GO ON
app-live-end = End this walk
app-live-skip = Skip this
app-live-repeat = Again
app-live-extend = 1 min more
app-live-tap = I am there
app-live-tap-help = Tap anywhere at the end of this stretch.
app-live-pocket = Pocket
app-live-paused = Paused. Stand still. Hold on to something.
app-live-paused-other = The sound stopped: a call, or another app. Stand still. Press GO ON when you are ready.
app-live-paused-restored = Here is your walk again. On a treadmill, step onto the side rails and stop the belt. Press GO ON when you are ready.
app-live-not-skipped = This part protects you. It is not skipped.
app-live-long-enough = This part is as long as it may be.
app-live-no-place = This phone does not know where it is. Tap at the end of the stretch.
app-live-screen-may-sleep = This phone may turn its screen off. The voice goes on. Steps will not be counted then.
app-live-really-end = End the walk now?
app-live-making-longer = Making it longer
app-pocket-title = Pocket view
app-pocket-help = The phone can go in your pocket. The voice goes on.
app-pocket-out = To come back: tap 1, then 2, then 3.
app-pocket-target = Unlock button { $number }

## After a suspected fall
app-fall-question = Are you all right?
app-fall-yes = YES
app-fall-tap = Tap YES if you are. The walk waits.
app-fall-call = This person may have had a fall. Please call { $name }: { $number }.
app-fall-call-help = This person may have had a fall. Please call for help: { $number }.

## Stop and help
app-help-title = Stop · Help
app-help-stopped = The walk is paused.
app-help-ended = The walk has ended. It is kept.
app-help-stop-now = Stop at once if you
app-help-sign-1 = feel dizzy or faint
app-help-sign-2 = have chest pain or pressure
app-help-sign-3 = cannot speak for lack of breath
app-help-sign-4 = feel new or sharp pain
app-help-sign-5 = stumble, nearly fall, or fall
app-help-sign-6 = feel weak all at once, or cannot speak or see well
app-help-then = On a treadmill, step onto the side rails first. Elsewhere stand still and hold on. Sit down when you can.
app-help-call = Call { $number }
app-help-call-when = Call for chest pain, or if you cannot get your breath. Call if you feel weak all at once, or cannot speak or see well. Call if you faint, or fell and cannot get up.
app-help-contact = Call { $name }
app-help-contact-none = You can add a person to call in Settings.
app-help-back-to-walk = Back to my walk
app-help-stiff = A little stiff the next day is normal.

## After the walk
app-after-title = How was it?
app-after-effort = How hard was it?
app-effort-easy = Easy
app-effort-right = Just right
app-effort-hard = Hard
app-effort-very-hard = Very hard
app-after-wobble = Did you wobble or stumble?
app-after-wobble-no = No
app-after-wobble-once = Once
app-after-wobble-more = More than once
app-after-pain = Any pain? (only if yes)
app-pain-knee = Knee
app-pain-hip = Hip
app-pain-back = Back
app-pain-ankle = Ankle
app-pain-foot = Foot
app-pain-other = Somewhere else
app-pain-level = How strong?
app-pain-mild = Mild
app-pain-medium = Medium
app-pain-strong = Strong
app-after-rest = That is a sign to rest. If it stays, ask your doctor.
app-after-well-done = Walk saved.
app-after-kept-short = Short walks count too. It is saved.

## One walk
app-detail-title = One walk
app-detail-plan-done = Plan and done
app-detail-part = Part
app-detail-planned = Plan
app-detail-did = Done
app-detail-steps = Steps
app-detail-heart = Heart rate { $mean } a minute, { $most } at most
app-detail-unmeasured = Not measured
app-detail-outcome-skipped = skipped
app-detail-outcome-not-reached = not reached
app-detail-outcome-cut = cut short
app-detail-ended-complete = You did all of it.
app-detail-ended-early = You ended it early.
app-detail-ended-interrupted = It was broken off.
app-detail-typed = You typed this walk in.
app-detail-made-up = Nobody walked this: it ran in made-up time.
app-detail-feeling = How it felt: { $effort }. Wobble: { $wobble }.
app-detail-pain = Pain: { $where } ({ $level }).
app-detail-delete = Delete this walk
app-detail-deleted = The walk is deleted.
app-detail-save-file = Save as a file
app-detail-motion = The motion of this walk is kept on this phone.
app-detail-motion-save = Save the motion
app-detail-motion-delete = Delete the motion
app-detail-gone = This walk is not on this phone.
app-detail-sent = It is also on your own server.
app-detail-not-sent = It is on this phone only. It goes to your own server when that can be reached.

## Progress
app-progress-title = Progress
app-progress-older = Older walks
app-progress-list = Your walks
app-progress-line = { $forward } min forward, { $backward } min backward
app-progress-files = Your files
app-progress-export = Save all walks to a file
app-progress-import = Read from a file
app-progress-from-server = Read from my server
app-progress-no-server = Nothing came from your server. Try later, or scan its code again.
app-progress-imported = { $count ->
    [0] Nothing new in { $file }. You have it all.
    [one] One new thing read from { $file }.
   *[other] { $count } new things read from { $file }.
}
app-progress-import-wrong = { $file } cannot be read. Pick a file that this app saved.
app-progress-import-check = { $file }, check { $n }: { $why } Nothing was read in.
app-progress-import-refused = { $file }, walk { $n }: { $why } No walk was read in.
app-record-newer = A newer app wrote it.
app-record-id = Its name is not right.
app-record-started = Its start is not a date and time.
app-record-block = Part { $part } is no part of a walk.
app-record-time = The time of part { $part } cannot be right.
app-record-steps = Part { $part } has more steps than one can take in that time.
app-record-distance = Part { $part } is longer than one can walk in that time.
app-record-heart = The heart rate of part { $part } cannot be right.
app-record-pauses = The time of a pause cannot be right.
app-record-log = Its times run back.
app-record-feeling = How hard it was, or the pain, is off the scale.

## Settings
app-settings-title = Settings
app-settings-sound = Sound
app-settings-preset = How much should the voice say?
app-preset-few = Few words
app-preset-normal = Normal
app-preset-many = Many words
app-preset-tones = Tones only
app-preset-vibration = Buzz only
app-settings-volume = Loudness
app-settings-louder = Louder
app-settings-softer = Softer
app-settings-vibration = Buzz at each change
app-settings-theme = Colors
app-theme-bright = Bright
app-theme-dark = Dark
app-settings-units = Units
app-units-metric = Meters, km/h
app-units-us = Feet, mph
app-settings-contact = A person to call
app-settings-fall = A phone can feel what may be a fall. Then the app stops the walk and asks if you are all right. With no YES in { $seconds } seconds, it shows and says whom to call. It calls no one itself. It works only while the screen is on. It can miss a fall. It is not a fall alarm.
app-settings-contact-name = Name
app-settings-contact-phone = Phone number
app-settings-emergency = Emergency number
app-settings-phone-wrong = Type a number that a phone can call.
app-settings-safety = Answer the safety questions again
app-settings-data = Your data
app-settings-data-where = Your walks are on this phone. If you run your own Retrowalk server, they are there too. Nobody else gets them.
app-settings-server-yes = Your server can be reached.
app-settings-server-no = No server right now. That is fine.
app-settings-waiting = { $count ->
    [one] One walk waits to go to your server.
   *[other] { $count } walks wait to go to your server.
}
app-settings-delete-all = Delete everything
app-settings-delete-all-sure = This deletes all walks and settings on this phone and on your server. You cannot get them back. Type { $word } to go on.
app-settings-delete-word = DELETE
app-settings-delete-all-now = Delete everything now
app-settings-delete-walking = A walk is going on. End it first.
app-settings-deleted-all = Everything on this phone is deleted.
app-settings-deleted-all-later = Everything on this phone is deleted. Your server could not be reached. It will be asked again as soon as it answers.
app-settings-deleted-part = Not all of it could be deleted. Close this app, open it again and try once more.
app-settings-kept = This browser has promised to keep your walks.
app-settings-motion = Keep the motion of my walks
app-settings-motion-why = It stays on this phone until you save or delete it. An hour is about 4 MB.
app-settings-weight-kg = Your weight in kg, for the work of a walk. You may leave it out.
app-settings-weight-lb = Your weight in pounds, for the work of a walk. You may leave it out.
app-settings-highest-heart = Your highest heart rate, if a test has found it. You may leave it out.
app-settings-own = Your own steps
app-settings-own-forward = Forward: { $length } a step, by your walk of { $day }.
app-settings-own-backward = Backward: { $length } a step, by your walk of { $day }.
app-settings-own-forget = Forget this
app-settings-own-none = Walk a place whose length you know, or on a belt. Then the phone knows how long your steps are.
app-settings-height-cm = How tall are you, in cm? The length of your steps in kept motion is guessed from it. You may leave it out.
app-settings-height-ft = How tall are you, in feet and inches? The length of your steps in kept motion is guessed from it. You may leave it out.
app-settings-days = Days to walk
app-settings-days-at = Remind me at
app-settings-days-save = Put them in my calendar
app-settings-days-none = Pick a day first.
app-settings-days-why = You get a file. Open it, and your own calendar reminds you each week. It needs no network. You may walk on any other day too.
app-settings-days-summary = Walk forward and backward
app-settings-details = Details
app-settings-cue-log = What the voice said
app-settings-about = About
app-settings-about-text = Retrowalk is free software under the MIT license. It is a coach, not a doctor.
app-cues-title = What the voice said
app-cues-empty = No walk has run on this page yet.
app-cues-time = At
app-cues-heard = Cue

## Progress: the coach
app-progress-export-coach = Save what the coach knows to a file

## The treadmill the app steers
app-belt-title = Treadmill
app-belt-link = Let the app run the belt
app-belt-here = You can set the belt by hand, or let the app run it. Then it starts, slows and stops the belt. Only your touch starts it or makes it faster.
app-belt-not-here = This browser cannot link to a treadmill. Chrome on Android or on a computer can. Here you set the belt by hand. The voice guides you.
app-belt-by-hand = Set the belt by hand
app-belt-plan = Walk forward for 1 minute. Then walk backward for { $time }, { $times ->
    [one] once
   *[other] { $times } times
}. Then walk forward for 1 minute. Each start waits for your touch. You hear each change five seconds before.
app-belt-real-stop = The cord on your clothes is your real stop. Many makers forbid walking backward. Read the manual.
app-belt-wake = Wake the treadmill. Close other apps that use it. Stay off the belt.
app-belt-heart-limit = Slow the belt when my heart beats this fast (beats a minute)
app-belt-heart-limit-help = Ask your doctor for your number. Leave it empty if you have none.
app-belt-choose = Choose your treadmill
app-belt-not-chosen = No machine was chosen. Wake it up and try again.
app-belt-off = Bluetooth is off. Turn it on and try again.
app-belt-forbidden = This page may not use Bluetooth. Allow it in the browser's settings. Then try again.
app-belt-no-voice = This browser has no voice that speaks English. Nobody could tell you to pull the cord. Add a voice in its settings, or set the belt by hand.
app-belt-unreachable = { $name } does not answer. Wake it up. Close other apps that use it. Come closer. I try again.
app-belt-linking = Linking
app-belt-linked = Linked
app-belt-reading = Reading
app-belt-testing = Test. Stay off.
app-belt-starting = Starting
app-belt-stopping = Stopping
app-belt-stands = The belt has stopped
app-belt-let-go = Side rails first. Then its buttons
app-belt-range = This belt runs from { $slowest } to { $fastest }, in steps of { $step }.
app-belt-most = At most { $speed } for you
app-belt-nobody = Nobody is on the belt. Test it
app-belt-clip = The cord is on my clothes
app-belt-turned = I face the new way
app-belt-go = I stand on the side rails. START
app-belt-slower = Slower
app-belt-faster = Faster
app-belt-stop = STOP
app-belt-end = End
app-belt-hold = My hands on the rails
app-belt-hold-none = Off
app-belt-hold-light = Light
app-belt-hold-firm = Firm
app-belt-strap = Add a heart strap
app-belt-heart = Heart { $bpm }
app-belt-walked = { $length } on the belt, hands: { $hold }
