### Lo que dice la terminal.

terminal-next = Sigue: { $what }
terminal-nothing-next = Y ya termina.
terminal-round = Ronda { $n } de { $of }
terminal-paused = Pausa. Quédese de pie. Pulse espacio para seguir.
terminal-paused-silence = El equipo se durmió y la caminata espera. Pulse espacio para seguir.
terminal-paused-restored = Su caminata sigue aquí. Pulse espacio y siga.
terminal-keys = espacio pausa · s saltar · r otra vez · + más · t tiempo · q fin
terminal-turn-not-skipped = El giro no se salta. Es por su bien.
terminal-long-enough = Esta parte ya no puede durar más.
terminal-time-left = Falta: { $time }
terminal-no-keys = No hay pantalla para la caminata. Ponga --log json para ir sin ella.
terminal-not-kept = No se puede guardar la caminata: { $why } Puede caminar igual.
terminal-another-walk = Ya hay otra caminata en este equipo. Termine esa antes.
terminal-go-on = Su última caminata se cortó. ¿Quiere seguir? (s/n)
terminal-broke-off-kept = Su última caminata se cortó. Lo que hizo está guardado.
terminal-kept = Su caminata está guardada. Para verla: retrowalk show { $id }
terminal-still-in-journal = Su caminata está en { $file } y se guarda la próxima vez.
terminal-printed-instead = Su caminata está arriba en una línea. Copie esa línea para no perderla, y haga lugar en el disco.

terminal-screen-kept = Queda guardado. Para seguir: retrowalk plan next

## After the walk
ask-effort = ¿Qué tan duro fue? 1 fácil, 2 bien, 3 duro, 4 muy duro
ask-wobble = ¿Se tambaleó o tropezó? 0 no, 1 una vez, 2 más veces
ask-pain = ¿Le duele algo? 0 no, 1 rodilla, 2 cadera, 3 espalda, 4 tobillo, 5 pie, 6 otro
ask-pain-level = ¿Cuánto, de 1 a 10?
ask-stop = ¿Pasó algo malo? Pulse enter si no. 1 caída, 2 pecho, 3 mareo, 4 debilidad, 5 sin aire, 6 rodilla mala

## History
history-empty = Aún no hay caminatas. Pruebe: retrowalk walk "5:1 x3"
history-line = { $id }  { $date }  { $program }  { $backward } hacia atrás  { $ended }
ended-complete = hecha
ended-early = corta
ended-interrupted = se cortó
show-none = No hay una caminata { $id }. Vea todas: retrowalk history
show-many = Hay más de una con { $id }. Ponga más del nombre.
show-began = Empezó { $date }
show-steps = { $forward } pasos adelante, { $backward } atrás, { $unsure } sin saber
show-plan = plan
show-done = hecho
show-not-measured = { $time } sin medir
show-effort = Esfuerzo { $n } de 20
show-wobble = Se tambaleó o tropezó.
show-pain = Dolor: { $place }, { $level } de 10
outcome-done = hecho
outcome-skipped = saltado
outcome-not-reached = no llegó
outcome-cut = cortado
pain-knee = rodilla
pain-hip = cadera
pain-back = espalda
pain-ankle = tobillo
pain-foot = pie
pain-other = otro
