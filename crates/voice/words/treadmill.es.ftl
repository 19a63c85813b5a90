### The words of a treadmill: dangers, refusals, notices. Each is spoken: short plain sentences, what is so and what to do.

## Dangers of the stop rule, gravest first
hazard-walker-stops = Paro la banda ya. Agárrese de las barras.
hazard-stop-not-seen = ¡La banda no para! Pase a los bordes fijos. Jale el cordón.
hazard-link-lost = Perdí la caminadora. La banda sigue. Pase a los bordes fijos. Jale el cordón.
hazard-safety-key = Se jaló el cordón de paro. La banda para.
hazard-started-too-fast = La banda arrancó muy rápido. La paro. Quédese en los bordes fijos.
hazard-too-fast = La banda va muy rápido para usted. La paro. Agárrese de las barras.
hazard-probe-failed = Esta banda no hace lo que pido. No la voy a manejar. Póngala a mano.
hazard-faster-than-asked = La banda va más rápido de lo que pedí. La paro. Agárrese de las barras.
hazard-moved-unasked = La banda se mueve y nadie lo pidió. La paro. No se suba.
hazard-turned-on-moving-belt = Usted giró con la banda en marcha. La paro. Agárrese de las barras.
hazard-walker-gone = No siento pasos. Paro la banda.
hazard-no-data = La banda no me dice nada. La paro. Pase a los bordes fijos.
hazard-data-frozen = El reloj de la banda no avanza. La paro. Agárrese de las barras.
hazard-no-answer = La banda no contesta. La paro. Pase a los bordes fijos.
hazard-command-refused = La banda dijo que no. La paro. Agárrese de las barras.
hazard-speed-not-seen = La banda no hace lo que pedí. La paro. Agárrese de las barras.
hazard-app-asleep = La app se durmió. Paro la banda. Deje la pantalla prendida.
hazard-deck-tilts = La banda se inclina. La paro. Agárrese de las barras.
hazard-heart-too-fast = Su corazón late muy rápido. Bajo la banda. Pare si se siente mal.
hazard-steps-lost = No siento pasos. Bajo la banda.
hazard-console-stops = Pararon la banda con sus botones. La suelto.
hazard-control-taken = Alguien más maneja la banda ahora. La suelto. Pase a los bordes fijos.
hazard-console-slows = Bajaron la banda con sus botones. La suelto.

## Why something was not done
treadmill-refused-no-link = Aún no hay una banda. Elija una antes.
treadmill-refused-stopping = La banda está parando. Espere a que quede quieta.
treadmill-refused-busy = Espero a que la banda responda. Intente de nuevo pronto.
treadmill-refused-not-a-treadmill = Esta máquina no es una banda para caminar. Elija otra.
treadmill-refused-speed-cannot-be-set = No puedo poner la velocidad. Póngala a mano. Yo le guío con la voz.
treadmill-refused-range-makes-no-sense = Esta banda da límites que no cuadran. Póngala a mano. Yo le guío con la voz.
treadmill-refused-machine-too-fast = Lo más lento de esta banda es muy rápido para usted. Camine hacia atrás en el piso.
treadmill-refused-probe-failed = Esta banda no pasó su prueba. Póngala a mano. Yo le guío con la voz.
treadmill-refused-not-probed = Pruebe primero la banda, sin nadie encima.
treadmill-refused-no-live-data = La banda aún no me dice nada. Toque una tecla en ella. Espere un poco.
treadmill-refused-no-backward-test = Haga primero la prueba de tres metros hacia atrás. Vale cuatro semanas.
treadmill-refused-too-slow-backward = La banda aún no es para usted. Camine primero hacia atrás en el piso.
treadmill-refused-clip-not-on = Enganche el cordón de paro a su ropa. Luego dígame.
treadmill-refused-not-on-rails = Suba a los bordes fijos. Luego pida arrancar.
treadmill-refused-belt-moves = La banda se mueve. Espere a que quede quieta.
treadmill-refused-belt-stands = La banda está quieta. Arránquela primero.
treadmill-refused-deck-tilted = La banda no está plana. Ponga la inclinación en cero.
treadmill-refused-no-control = Ahora no manejo esta banda. Use sus botones.
treadmill-refused-no-touch = Solo su toque sube la velocidad.
treadmill-refused-too-soon = Aún no. Camine así medio minuto.
treadmill-refused-no-more-raises = Ya no más rápido en esta caminata.
treadmill-refused-step-too-large = Los saltos de esta banda son muy grandes. Se queda así.
treadmill-refused-above-hard = Conmigo ninguna banda va más rápido que esto.
treadmill-refused-above-personal = Esta es su velocidad máxima por ahora.
treadmill-refused-above-machine = La banda no puede ir más rápido.
treadmill-refused-already-slowest = Esto es lo más lento que va la banda.
treadmill-refused-turn-too-soon = No gire aún. Espere diez segundos con la banda quieta.

## Worth knowing
treadmill-read-the-manual = Puedo manejar esta banda. Unas marcas no dejan ir hacia atrás. Lea el manual.
treadmill-probe-begins = No se suba. La banda arranca ya y cambia de velocidad.
treadmill-probe-done = La banda hace lo que pido.
treadmill-starting = Quédese en los bordes fijos. La banda arranca ya.
treadmill-moving = La banda va a lo más lento. Agárrese de las barras y pise.
treadmill-faster = Un poco más rápido.
treadmill-slower = Más lento.
treadmill-stopping = La banda para. Agárrese de las barras.
treadmill-standing = La banda está quieta.
treadmill-clip-noted = Bien. El cordón está puesto.
treadmill-turn-noted = Bien. Ya mira al otro lado.
treadmill-link-gone = Se fue la caminadora. La banda estaba quieta.
treadmill-went-silent = La caminadora se calló. Despiértela.
treadmill-in-five-faster = En cinco segundos la banda sube.
treadmill-in-five-slower = En cinco segundos la banda baja.
treadmill-in-five-stop = En cinco segundos la banda para. Agárrese de las barras.
treadmill-in-five-start = En cinco segundos arranca la banda. Quédese en los bordes fijos.
treadmill-ask-start-forward = Mire al tablero. Suba a los bordes fijos. Toque arrancar.
treadmill-ask-start-backward = Dé la espalda al tablero. Suba a los bordes fijos. Toque arrancar.
treadmill-ask-turn-backward = La banda está quieta. Gire despacio con las manos en las barras. Toque cuando dé la espalda.
treadmill-ask-turn-forward = La banda está quieta. Gire despacio con las manos en las barras. Toque cuando mire al tablero.
treadmill-walk-forward = Camine hacia adelante.
treadmill-walk-backward = Camine hacia atrás con pasos cortos.
treadmill-cool-down = Para terminar, la banda va a lo más lento.
treadmill-walk-done = La caminata terminó. Baje con cuidado.
treadmill-walk-ended = La caminata terminó antes.

## What a machine's name warns of
treadmill-quirk-miles = Este modelo mezcla millas con kilómetros. Pruebe sin nadie en la banda.
treadmill-quirk-starts-at-last-speed = Esta banda puede arrancar a su última velocidad. Bájela a mano antes de parar.
treadmill-quirk-tells-target = Esta banda dice la velocidad pedida, no la que lleva.
treadmill-quirk-fast-slowest = Lo más lento de esta banda es rápido.
treadmill-quirk-silent-until-unlocked = Esta caminadora puede callar hasta que su propia app la abra.
treadmill-quirk-falls-back = Esta banda puede volver a lo más lento.
treadmill-quirk-starts-on-connect = Otras apps arrancan esta banda al conectar. Yo no. No se suba.
treadmill-quirk-wants-repeated-start = Esta banda pide arrancar una y otra vez. No la voy a manejar.
treadmill-quirk-slope-unreliable = La banda puede estar en cuesta o decirlo mal. Mire la banda.
treadmill-quirk-running-speed-only = Esta banda solo dice qué tan rápido va y los pasos. Póngala a mano.
treadmill-quirk-needs-paddle = Esta caminadora pide un toque en su palanca para cada cambio.
treadmill-quirk-tells-speed-of-nobody = Esta banda da un número aunque nadie camine en ella.
treadmill-quirk-tells-zeros = Esta caminadora puede decir solo ceros.
