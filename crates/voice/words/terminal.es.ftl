### Lo que dice la terminal.

terminal-next = Sigue: { $what }
terminal-nothing-next = Y ya termina.
terminal-round = Ronda { $n } de { $of }
terminal-paused = Pausa. No se mueva. Pulse espacio para seguir.
terminal-paused-silence = El equipo se durmió. En la banda, pase a los bordes firmes. Pulse espacio para seguir.
terminal-paused-restored = Su caminata sigue aquí. En la banda, pase a los bordes firmes. Pulse espacio y siga.
terminal-keys = espacio pausa · s saltar · r otra vez · + más · t tiempo · q fin
terminal-half-way = Siga hasta el final de este tramo.
terminal-no-keys = No hay pantalla para la caminata. Ponga --log json para ir sin ella.
terminal-not-kept = No se puede guardar la caminata: { $why } Puede caminar igual.
terminal-another-walk = Ya hay otra caminata en este equipo. Termine esa antes.
terminal-go-on = Su última caminata se cortó. ¿Quiere seguir? (s/n)
terminal-broke-off-kept = Su última caminata se cortó. Lo que hizo está guardado.
terminal-kept = Su caminata está guardada. Para verla: retrowalk show { $id }
terminal-still-in-journal = Su caminata está en { $file } y se guarda la próxima vez
terminal-printed-instead = Su caminata está arriba en una sola línea. Copie esa línea y no la va a perder.

terminal-stands-not-weighed = Cuánto basta va por edad y sexo, que aquí no se guardan. Responda otra vez `retrowalk screen` para el plan.
terminal-own-repeats = sus propias repeticiones
terminal-screen-rows = Filas de la tabla que valen aquí ({ $n } de { $of }):
terminal-screen-red = Rojo
terminal-screen-amber = Ámbar
terminal-screen-points = Stay Independent: { $n } de 14 puntos.
terminal-screen-read = Respuestas leídas: { $n }.
terminal-screen-kept = Queda guardado. Para seguir: retrowalk plan next
terminal-screen-cdc = Las preguntas de "Stay Independent" son de los CDC. Las hizo la VA de Los Ángeles. La versión en español es nuestra. Los CDC no avalan esta app.

## A treadmill
terminal-belt-which = Diga qué caminadora: su nombre como lo da "retrowalk treadmill scan", --dircon HOST:PORT o --simulate.
terminal-belt-name-and-program = Diga qué caminadora y qué plan: walk NAME "treadmill 1 min x3"
terminal-belt-program-alone = Con --dircon o --simulate ponga solo el plan: walk --simulate "treadmill 1 min x3"
terminal-belt-no-program = "{ $program }" no es un plan de caminadora. Ponga algo como "treadmill 1 min x3".
terminal-belt-is-treadmill = una caminadora
terminal-belt-is-none = no es caminadora
terminal-belt-is-unknown = no dice qué es
terminal-belt-none-calls = No hallo ninguna caminadora. Enciéndala, cierre las otras apps y venga más cerca.
terminal-belt-no-answer = { $name } no responde. Enciéndala, cierre las otras apps y pruebe otra vez.
terminal-belt-gone = Perdí { $name }: { $why }. La banda sigue igual. Enciéndala y pruebe otra vez.
terminal-belt-adrift = Perdí la caminadora. La banda sigue: pase a los bordes firmes y jale el cordón.
terminal-belt-tells-data = Da sus datos.
terminal-belt-silent = No dijo nada en { $seconds } s. Enciéndala, o abra una vez la app de su marca.
terminal-belt-can-be-set = Puedo fijar su velocidad: de { $slowest } a { $fastest }, de { $step } en { $step }.
terminal-belt-range-wrong = Las velocidades que da no cuadran. Póngala a mano.
terminal-belt-by-hand = No puedo fijar su velocidad. Póngala a mano.
terminal-belt-manual = Muchas marcas no dejan ir hacia atrás en su banda: lea el manual.
terminal-belt-on-its-clock = s en su reloj
terminal-belt-give-check = Hágala en el piso y guarde el tiempo: retrowalk assess log
terminal-belt-kept-check-counts = Vale la prueba guardada, no el tiempo menor que dio.
terminal-belt-told-check = No hay prueba de tres metros. Tomo los { $seconds } s que dio.
terminal-belt-kept-week-counts = Por lo guardado, esta es su semana { $week } en la banda. Eso vale.
terminal-belt-told-week = No hay nada guardado. Supongo que es su semana { $week } en la banda.
terminal-belt-unread = Lo que no se lee puede vedarle la banda. Pruebe el retrowalk más nuevo. Hasta entonces, sin banda.
terminal-belt-set-aside = Lo guardado se dañó. Ahora es { $file }. Puede vedarle la banda. Responda otra vez (retrowalk screen) y mueva ese archivo a otro lugar.
terminal-belt-nobody-on-it = No hay nadie en esta banda, así que sigue.

## After the walk
ask-effort = ¿Qué tan duro fue? 1 fácil, 2 bien, 3 duro, 4 muy duro
ask-wobble = ¿Se tambaleó o tropezó? 0 no, 1 una vez, 2 más veces
ask-pain = ¿Le duele algo? 0 no, 1 rodilla, 2 cadera, 3 espalda, 4 tobillo, 5 pie, 6 otro
ask-pain-level = ¿Cuánto, de 1 a 10?
ask-stop = ¿Pasó algo malo? Pulse enter si no. 1 caída, 2 pecho, 3 desmayo, 4 sin fuerza, 5 sin aire, 6 articulación

## History
history-empty = Aún no hay caminatas. Pruebe: retrowalk walk "5:1 x3"
history-line = { $id }  { $date }  { $program }  { $backward } hacia atrás  { $ended }
ended-complete = hecha
ended-early = corta
ended-made-up = simulada, no caminada
ended-interrupted = se cortó
show-none = No hay una caminata { $id }. Vea todas: retrowalk history
show-many = Hay más de una con { $id }. Ponga más del nombre.
show-began = Empezó { $date }
show-steps = Pasos: { $forward } adelante, { $backward } atrás, { $unsure } sin saber
show-plan = plan
show-done = hecho
show-hold-none = manos sin tocar
show-hold-light = manos en las barras, sin apretar
show-hold-firm = manos firmes en las barras
show-not-measured = { $time } sin medir
show-effort = Esfuerzo { $n } de 20
show-wobble = Se tambaleó o tropezó.
show-pain = Dolor: { $place }, { $level } de 10
outcome-done = hecho
outcome-skipped = saltado
outcome-not-reached = no llegó
outcome-cut = cortado
