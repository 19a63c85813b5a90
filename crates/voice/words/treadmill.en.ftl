### The words of a treadmill: dangers, refusals, notices. Each is spoken: short plain sentences, what is so and what to do.

## Dangers of the stop rule, gravest first
hazard-walker-stops = Stopping the belt now. Hold the rails.
hazard-stop-not-seen = The belt does not stop! Step onto the side rails. Pull the cord.
hazard-link-lost = I lost the treadmill. The belt goes on. Step onto the side rails. Pull the cord.
hazard-safety-key = The stop cord was pulled. The belt stops.
hazard-started-too-fast = The belt started too fast. I stop it. Stay on the side rails.
hazard-too-fast = The belt is too fast for you. I stop it. Hold the rails.
hazard-probe-failed = This belt does not do what I ask. I will not run it. Set it by hand.
hazard-faster-than-asked = The belt is faster than I asked. I stop it. Hold the rails.
hazard-moved-unasked = The belt moves and nobody asked. I stop it. Stay off.
hazard-turned-on-moving-belt = You turned on a moving belt. I stop it. Hold the rails.
hazard-walker-gone = I feel no steps. I stop the belt.
hazard-no-data = The belt tells me nothing. I stop it. Step onto the side rails.
hazard-data-frozen = The belt's clock stands still. I stop the belt. Hold the rails.
hazard-no-answer = The belt does not answer. I stop it. Step onto the side rails.
hazard-command-refused = The belt said no. I stop it. Hold the rails.
hazard-speed-not-seen = The belt does not do as asked. I stop it. Hold the rails.
hazard-app-asleep = The app was asleep. I stop the belt. Keep the screen on.
hazard-deck-tilts = The belt tilts. I stop it. Hold the rails.
hazard-heart-too-fast = Your heart beats too fast. I slow the belt. Stop if you feel unwell.
hazard-steps-lost = I feel no steps. I slow the belt.
hazard-console-stops = The belt was stopped by its own buttons. I let go of it.
hazard-control-taken = Someone else runs the belt now. I let go of it. Step onto the side rails.
hazard-console-slows = The belt was slowed by its own buttons. I let go of it.

## Why something was not done
treadmill-refused-no-link = I am not linked to a treadmill. Choose one first.
treadmill-refused-stopping = The belt is being stopped. Wait until it stands.
treadmill-refused-busy = I wait for the belt to follow. Try again soon.
treadmill-refused-not-a-treadmill = This machine sends no treadmill data. Choose a treadmill.
treadmill-refused-speed-cannot-be-set = I cannot set this belt's speed. Set it by hand. I guide you by voice.
treadmill-refused-range-makes-no-sense = This belt gives wrong speed limits. Set it by hand. I guide you by voice.
treadmill-refused-machine-too-fast = This belt's slowest speed is too fast for you. Walk backward on the floor.
treadmill-refused-probe-failed = This belt failed its test. Set it by hand. I guide you by voice.
treadmill-refused-not-probed = Test the belt first, with nobody on it.
treadmill-refused-no-live-data = The treadmill tells me nothing yet. Wake it up. Wait a few seconds.
treadmill-refused-no-backward-test = Do the three meter backward walk first. It is good for four weeks.
treadmill-refused-too-slow-backward = The belt is not for you yet. Walk backward on the floor first.
treadmill-refused-clip-not-on = Clip the stop cord to your clothes. Then tell me.
treadmill-refused-not-on-rails = Stand on the side rails. Then ask for the start.
treadmill-refused-belt-moves = The belt moves. Wait until it stands.
treadmill-refused-belt-stands = The belt stands. Start it first.
treadmill-refused-deck-tilted = The belt is not flat. Set its incline to zero.
treadmill-refused-no-control = I do not run this belt now. Use its buttons.
treadmill-refused-no-touch = Only your touch makes the belt faster.
treadmill-refused-too-soon = Not yet. Walk at this speed for half a minute.
treadmill-refused-no-more-raises = No faster in this walk.
treadmill-refused-step-too-large = This belt's steps are too big. It stays at this speed.
treadmill-refused-above-hard = No belt goes faster than this with me.
treadmill-refused-above-personal = This is your top speed for now.
treadmill-refused-above-machine = The belt can go no faster.
treadmill-refused-already-slowest = This is the slowest the belt can go.
treadmill-refused-turn-too-soon = Do not turn yet. Wait ten seconds on a belt that stands.

## Worth knowing
treadmill-read-the-manual = I can run this belt. Some makers forbid walking backward. Read the manual.
treadmill-probe-begins = Stay off the belt. It starts now and changes its speed.
treadmill-probe-done = The belt does what I ask.
treadmill-starting = Stay on the side rails. The belt starts now.
treadmill-moving = The belt moves at its slowest. Hold the rails and step on.
treadmill-faster = One step faster.
treadmill-slower = Slower.
treadmill-stopping = The belt stops. Hold the rails.
treadmill-standing = The belt stands.
treadmill-clip-noted = Good. The cord is on.
treadmill-turn-noted = Good. You face the new way.
treadmill-link-gone = The treadmill is gone. The belt stood still.
treadmill-went-silent = The treadmill went silent. Wake it up.
treadmill-in-five-faster = In five seconds the belt gets faster.
treadmill-in-five-slower = In five seconds the belt slows.
treadmill-in-five-stop = In five seconds the belt stops. Hold the rails.
treadmill-in-five-start = In five seconds the belt starts. Stay on the side rails.
treadmill-ask-start-forward = Face the console. Stand on the side rails. Touch start.
treadmill-ask-start-backward = Face away from the console. Stand on the side rails. Touch start.
treadmill-ask-turn-backward = The belt stands. Turn slowly, hands on the rails. Touch when you face away.
treadmill-ask-turn-forward = The belt stands. Turn slowly, hands on the rails. Touch when you face the console.
treadmill-walk-forward = Walk forward.
treadmill-walk-backward = Walk backward with small steps.
treadmill-cool-down = Cool down. The belt is at its slowest.
treadmill-walk-done = The walk is done. Step off with care.
treadmill-walk-ended = The walk ended early.

## What a machine's name warns of
treadmill-quirk-miles = This name is known for miles taken as kilometers. Test it with nobody on it.
treadmill-quirk-starts-at-last-speed = This belt may start at its last speed. Slow it by hand before you stop it.
treadmill-quirk-tells-target = This belt tells the speed it was asked, not the one it has.
treadmill-quirk-fast-slowest = This belt's slowest speed is fast.
treadmill-quirk-silent-until-unlocked = This treadmill may stay silent until its own app has opened it.
treadmill-quirk-falls-back = This belt may fall back to its slowest speed.
treadmill-quirk-starts-on-connect = Other apps start this belt when they connect. I do not. Stay off it.
treadmill-quirk-wants-repeated-start = This belt wants its start again and again. I will not run it.
treadmill-quirk-slope-unreliable = This treadmill may slope or tell its slope wrong. Look at the deck.
treadmill-quirk-running-speed-only = This treadmill tells only speed and steps. Set it by hand.
treadmill-quirk-needs-paddle = This treadmill wants a push on its own paddle for each change.
treadmill-quirk-tells-speed-of-nobody = This belt tells a speed when nobody walks.
treadmill-quirk-tells-zeros = This treadmill may tell only zeros.
