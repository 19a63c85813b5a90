### What the terminal says.

terminal-next = Next: { $what }
terminal-nothing-next = Then you are done.
terminal-round = Round { $n } of { $of }
terminal-paused = Paused. Stand still. Press space to go on.
terminal-paused-silence = The computer slept, so the walk waits. Press space to go on.
terminal-paused-restored = Your walk is back. Press space to go on.
terminal-keys = space pause · s skip · r again · + more · t time left · q end
terminal-turn-not-skipped = A turn is never skipped. It keeps you safe.
terminal-long-enough = This part is as long as it may be.
terminal-time-left = { $time } left
terminal-no-keys = There is no screen to show a walk. Add --log json to run it without one.
terminal-not-kept = The walk can not be kept: { $why } You can walk all the same.
terminal-another-walk = Another walk is running on this computer. End it first.
terminal-go-on = Your last walk broke off. Go on with it? (y/n)
terminal-broke-off-kept = Your last walk broke off. What you did is kept.
terminal-kept = Your walk is kept. To see it: retrowalk show { $id }
terminal-still-in-journal = Your walk is safe in { $file } and will be kept the next time.
terminal-printed-instead = Your walk is printed above as one line. Copy that line to keep it, and make room on the disk.

terminal-screen-kept = The result is kept. Your next walk: retrowalk plan next

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
ended-interrupted = broke off
show-none = There is no walk { $id }. See them all: retrowalk history
show-many = More than one walk fits { $id }. Give more of its name.
show-began = Began { $date }
show-steps = { $forward } steps forward, { $backward } backward, { $unsure } not sure
show-plan = planned
show-done = done
show-not-measured = { $time } not measured
show-effort = Effort { $n } of 20
show-wobble = You wobbled or tripped.
show-pain = Pain: { $place }, { $level } of 10
outcome-done = done
outcome-skipped = skipped
outcome-not-reached = not reached
outcome-cut = cut short
pain-knee = knee
pain-hip = hip
pain-back = back
pain-ankle = ankle
pain-foot = foot
pain-other = other
