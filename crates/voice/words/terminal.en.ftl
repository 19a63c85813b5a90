### What the terminal says.

terminal-next = Next: { $what }
terminal-nothing-next = Then you are done.
terminal-round = Round { $n } of { $of }
terminal-paused = Paused. Stand still. Press space to go on.
terminal-paused-silence = The computer slept. On a belt, step onto the side rails. Press space to go on.
terminal-paused-restored = Your walk is back. On a belt, step onto the side rails. Press space to go on.
terminal-keys = space pause · s skip · r again · + more · t time left · q end
terminal-half-way = Walk on to the end of this stretch.
terminal-no-keys = There is no screen to show a walk. Add --log json to run it without one.
terminal-not-kept = The walk can not be kept: { $why } You can walk all the same.
terminal-another-walk = Another walk is running on this computer. End it first.
terminal-go-on = Your last walk broke off. Go on with it? (y/n)
terminal-broke-off-kept = Your last walk broke off. What you did is kept.
terminal-kept = Your walk is kept. To see it: retrowalk show { $id }
terminal-still-in-journal = Your walk is safe in { $file } and will be kept the next time
terminal-printed-instead = Your walk is printed above as one line. Copy that line to keep it.

terminal-stands-not-weighed = What is enough goes by age and sex, which are not kept here. Answer `retrowalk screen` again for the plan.
terminal-own-repeats = your own repeats
terminal-screen-rows = Rows of the table that fired ({ $n } of { $of }):
terminal-screen-red = Red
terminal-screen-amber = Amber
terminal-screen-points = Stay Independent: { $n } of 14 points.
terminal-screen-read = Answers read: { $n }.
terminal-screen-kept = The result is kept. Your next walk: retrowalk plan next
terminal-screen-cdc = The questions of "Stay Independent" are by the CDC. The VA in Los Angeles made them. The CDC does not endorse this app.

## A treadmill
terminal-belt-which = Say which treadmill: its name as "retrowalk treadmill scan" shows it, --dircon HOST:PORT, or --simulate.
terminal-belt-name-and-program = Say which treadmill and which program: walk NAME "treadmill 1 min x3"
terminal-belt-program-alone = With --dircon or --simulate give the program alone: walk --simulate "treadmill 1 min x3"
terminal-belt-no-program = "{ $program }" is no treadmill program. Write it like "treadmill 1 min x3".
terminal-belt-is-treadmill = a treadmill
terminal-belt-is-none = not a treadmill
terminal-belt-is-unknown = does not say what it is
terminal-belt-none-calls = No treadmill calls. Wake it, close other apps that use it, and come closer.
terminal-belt-no-answer = { $name } does not answer. Wake it, close other apps that use it, and try again.
terminal-belt-gone = The link to { $name } is gone: { $why }. The belt goes on as it was. Wake the treadmill and try again.
terminal-belt-adrift = The link to the treadmill is gone. The belt goes on: step onto the side rails and pull the cord.
terminal-belt-tells-data = It tells its live data.
terminal-belt-silent = It said nothing in { $seconds } s. Wake it, or open its maker's app once.
terminal-belt-can-be-set = Its speed can be set: { $slowest } to { $fastest }, in steps of { $step }.
terminal-belt-range-wrong = Its range of speeds makes no sense. Set it by hand.
terminal-belt-by-hand = Its speed can not be set from here. Set it by hand.
terminal-belt-manual = Many makers forbid walking backward on their belts: read the manual.
terminal-belt-on-its-clock = s on its clock
terminal-belt-give-check = Do it on the floor and keep the time it took: retrowalk assess log
terminal-belt-kept-check-counts = The check that is kept counts, not the faster time you gave.
terminal-belt-told-check = No three meter check is kept. I take the { $seconds } s you gave.
terminal-belt-kept-week-counts = By the walks that are kept this is week { $week } on a belt. That counts.
terminal-belt-told-week = No walk is kept. I take it that this is week { $week } on a belt.
terminal-belt-unread = What cannot be read might keep you off a belt. Try the newest retrowalk. Until then, no belt.
terminal-belt-set-aside = What was kept is damaged. It is now { $file }. It might keep you off a belt. Answer again (retrowalk screen), then move that file away.
terminal-belt-nobody-on-it = Nobody stands on this belt, so it goes on.

## After the walk
ask-effort = How hard was it? 1 easy, 2 just right, 3 hard, 4 very hard
ask-wobble = Did you wobble or trip? 0 no, 1 once, 2 more than once
ask-pain = Does it hurt? 0 no, 1 knee, 2 hip, 3 back, 4 ankle, 5 foot, 6 other
ask-pain-level = How much, from 1 to 10?
ask-stop = Did something bad happen? Press enter for no. 1 fall, 2 chest pain, 3 faint, 4 weak, 5 breath, 6 joint

## History
history-empty = No walks yet. Try: retrowalk walk "5:1 x3"
history-line = { $id }  { $date }  { $program }  { $backward } backward  { $ended }
ended-complete = done
ended-early = ended early
ended-made-up = made up, not walked
ended-interrupted = broke off
show-none = There is no walk { $id }. See them all: retrowalk history
show-many = More than one walk fits { $id }. Give more of its name.
show-began = Began { $date }
show-steps = Steps: { $forward } forward, { $backward } backward, { $unsure } not sure
show-plan = planned
show-done = done
show-hold-none = hands off the rails
show-hold-light = hands light on the rails
show-hold-firm = hands firm on the rails
show-not-measured = { $time } not measured
show-effort = Effort { $n } of 20
show-wobble = You wobbled or tripped.
show-pain = Pain: { $place }, { $level } of 10
outcome-done = done
outcome-skipped = skipped
outcome-not-reached = not reached
outcome-cut = cut short
