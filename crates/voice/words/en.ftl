### The words of a walk. `say-` messages are spoken: at most eight words, at most one number `$n`.

## Spoken: directions
say-walk-forward = Walk forward.
say-walk-backward = Walk backward.
say-easy-forward = Walk forward, nice and easy.
say-stop = Stop.
say-stop-and-rest = Stop and rest.
say-get-ready = Let us get ready.
say-we-go-on = We go on.

## Spoken: how long and which of how many
say-minutes = { $n ->
    [one] One minute.
   *[other] { $n } minutes.
}
say-seconds = { $n } seconds.
say-meters = { $n } meters.
say-feet = { $n } feet.
say-round = Round { $n }
say-of-rounds = of { $n }.
say-last-one = This is the last round.
say-time-left = Still to go:
say-kmh = { $n ->
    [10] One kilometer an hour.
   *[other] { TENTHS($n) } kilometers an hour.
}
say-mph = { $n ->
    [10] One mile an hour.
   *[other] { TENTHS($n) } miles an hour.
}

## Spoken: before walking
say-path-clear = Is the path clear and flat?
say-something-to-hold = Stay near something to hold.
say-forward-first = You will walk forward first. Look around then.
say-wait-there = When you are there, stop and wait.

## Spoken: turning
say-hold-on = Hold on to something steady.
say-turn-around = Turn around in small steps.
say-same-way = Keep facing the same way.
say-look-behind = Look behind you once.
say-look-ahead = Look ahead.

## Spoken: warnings
say-ten-seconds-stop = In ten seconds, stop.
say-ten-seconds-forward = In ten seconds, walk forward.
say-ten-seconds-rails = In ten seconds, onto the side rails.
say-path-ends = Slow down. The path ends soon.
say-path-short = The path is short.

## Spoken: on the way
say-half-way = Half-way.
say-stand-tall = Stand tall.
say-small-steps = Take small steps.
say-toes-first = Toes touch first, then heels.
say-breathe = Breathe slowly.

## Spoken: the end
say-well-done = Well done.
say-finished = You are finished.

## Spoken: treadmill
say-stand-on-rails = Stand on the side rails.
say-clip-cord = Clip the stop cord to your clothes.
say-belt-must-stand = The belt must not move.
say-start-belt = Start the belt at its slowest.
say-set-belt = Bit by bit, set the belt to
say-hands-on-rails = Hands light on the rails.
say-step-on = Step on with care.
say-onto-rails = Step onto the side rails.
say-stop-belt = Now stop the belt.
say-rest = Rest a moment.
say-unclip = Take off the cord.
say-step-off = Step off with care.

## Quantities
time-seconds = { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
}
time-minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
time-both = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
} { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
}
length-meters = { $n } m
length-feet = { $n } ft
speed-kmh = { $n } km/h
speed-mph = { $n } mph

## Blocks
block-prepare = Get ready
block-forward = Forward
block-turn = Turn
block-backward = Backward
block-cool-down = Cool down
block-stand = Wait

## Programs in words
program-small-start = Walk backward in this place: { $place }. It is { $length } long. { $rounds ->
    [one] Do it once.
   *[other] Do it { $rounds } times.
}
program-intervals = Walk forward for { $forward } and backward for { $backward }. { $rounds ->
    [one] Do it once.
   *[other] Do it { $rounds } times.
}
program-street-blocks = Walk { $forward ->
    [one] one block
   *[other] { $forward } blocks
} forward and { $backward ->
    [one] one block
   *[other] { $backward } blocks
} backward. { $rounds ->
    [one] Do it once.
   *[other] Do it { $rounds } times.
} Tap when you reach the corner.
program-treadmill = On the treadmill, walk backward for { $each } with the belt at its slowest. { $rounds ->
    [one] Do it once.
   *[other] Do it { $rounds } times.
}
program-treadmill-at = On the treadmill, walk backward for { $each } at { $speed }. { $rounds ->
    [one] Do it once.
   *[other] Do it { $rounds } times.
}

## What is wrong with a program
notation-example = Try this: { $example }
notation-expected-program = Nothing is written here.
notation-expected-place = Say where you walk first.
notation-expected-name-character = A name has only letters, numbers and spaces.
notation-expected-shorter-name = This name is too long. Use 40 letters or less.
notation-expected-length = Say how long the path is, with m or ft.
notation-expected-number = A number must stand here.
notation-expected-colon = Put a colon (:) between forward and backward.
notation-expected-time-unit = Write min or s after the time.
notation-expected-count = Put an x before how many times.
notation-expected-whole-number = This must be a whole number.
notation-expected-speed-unit = Write km/h or mph after the speed.
notation-expected-end = Nothing more may stand here.
limit-no-rounds = Do it once or more.
limit-too-many-rounds = You can do it { $rounds } times at most.
limit-stretch-too-short = Each part must last { $least } or more.
limit-forward-too-long = Walk forward for { $forward } at most.
limit-backward-too-long = Walk backward for { $backward } at most before you rest.
limit-backward-in-all = This is too much backward walking for one day. The most is { $all }.
limit-path-too-short = The path must be { $path-least } or longer.
limit-path-too-long = The path must be { $path-most } or shorter.
limit-street-block-too-long = A block must be { $street } or shorter.
limit-belt-too-slow = The belt must do { $belt-least } or more.
limit-belt-too-fast = That belt is too fast to walk backward. The most is { $belt-most }.
limit-walk-too-long = The whole walk must last { $walk } or less.

## Places and what to look for
hazard-loose-things = No rugs, cords or toys on the floor
hazard-slippery = The floor is dry and flat
hazard-dark = There is good light
hazard-nothing-to-hold = I can reach something that cannot move
hazard-stairs = No stairs, step or curb behind me
hazard-glass = No glass or sharp corner behind me
hazard-pets-and-children = No pets or children will come behind me
hazard-doors = No door can open into me
hazard-cars = No cars can drive in
