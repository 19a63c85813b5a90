# Lo que dicen las pantallas del teléfono. Palabras cortas y frases cortas; una prueba lo mide.

## En todas partes
app-skip-to-content = Ir a la página
app-stop-help = Alto · Ayuda
app-settings = Ajustes
app-tabs = Páginas principales
app-tab-today = Hoy
app-tab-walk = Caminar
app-tab-progress = Avance
app-tab-learn = Aprender
app-back = Volver
app-next = Siguiente
app-done = Listo
app-save = Guardar
app-cancel = Cancelar
app-undo = Deshacer
app-not-found-title = Aquí no hay página
app-not-found = Este enlace no lleva a nada. Vaya a Hoy.
app-way-forward = Adelante
app-way-backward = Atrás
app-way-turn = Gire
app-way-prepare = Prepárese
app-way-cool-down = Calma
app-way-stand = Espere
app-letter-forward = Ad
app-letter-backward = At
app-trouble-full = Este teléfono no tiene más espacio. Lo nuevo solo está en esta página. Libere espacio y pulse Guardar otra vez.
app-trouble-again = Guardar otra vez
app-trouble-closed = Este navegador no deja guardar sus caminatas. Eso pasa en una ventana privada. Abra la app en una ventana normal.

## Bienvenida
app-welcome-title = Le damos la bienvenida
app-welcome-lead = Camine hacia atrás con una voz en el oído. Prepararlo toma unos minutos. Sin cuenta. Sin red.
app-welcome-language = Idioma
app-language-not-here = Este idioma aún no está en el teléfono. Conéctese a la red y elíjalo otra vez.
app-welcome-text-size = Tamaño de letra
app-text-normal = Normal
app-text-large = Grande
app-text-largest = Muy grande
app-welcome-hear = ¿Oye esto?
app-welcome-hear-help = Suba el sonido. Luego pulse el botón.
app-welcome-hear-button = Tocar los sonidos
app-welcome-hear-playing = Tonos que suben: adelante. Tonos que bajan: atrás.
app-welcome-hear-failed = No salió sonido. Siga la pantalla y la vibración. Lleve el teléfono a la vista.
app-welcome-phone = ¿Dónde lleva el teléfono?
app-welcome-phone-help = Lo mejor es un bolsillo delantero. Ahí cuenta los pasos, y sus manos quedan libres.
app-placement-front-pocket = Bolsillo delantero
app-placement-back-pocket = Bolsillo trasero
app-placement-lower-back = Cinturón, en la espalda
app-placement-hand = En la mano
app-placement-upper-arm = En el brazo
app-placement-chest = Bolsillo del pecho
app-placement-bag = En una bolsa
app-placement-wrist = En la muñeca
app-placement-shelf = En un estante o en la caminadora
app-welcome-step = Paso { $step } de { $of }
app-result-ask = Pregunte primero
app-result-start = Ir a Hoy
app-result-again = Contestar otra vez
app-result-ask-confirm = Ya pregunté, y puedo caminar hacia atrás

## Hoy
app-today-title = Hoy
app-today-minutes = { $minutes ->
    [one] { $minutes } minuto
   *[other] { $minutes } minutos
}
app-today-start = EMPEZAR
app-today-already = Ya caminé
app-today-dates = Arreglar las fechas
app-today-dates-help = ¿Estaba mal el reloj? Esto arregla las fechas. Luego le hacen las preguntas otra vez.
app-today-rest = Hoy no. Su caminata puede esperar.
app-today-rest-undo = Sí camino hoy
app-today-week = Esta semana
app-today-week-day = { $day }: { $what }
app-today-week-none = sin caminata
app-today-week-planned = toca caminar
app-today-week-forward = adelante
app-today-week-both = adelante y atrás
app-today-week-backward = atrás
app-today-tip = Consejo
app-tip-1 = Mire detrás de usted antes de cada tramo. Luego mire al frente, con la espalda recta.
app-tip-2 = Dé pasos cortos. Apoye primero la punta del pie y luego el talón.
app-tip-3 = Pare antes de girar. Sujétese. Luego gire con pasos cortos.
app-tip-4 = Un camino libre es lo mejor. Quite tapetes, cables y juguetes.
app-tip-5 = Lento está bien. Debe poder hablar mientras camina.
app-tip-6 = Use zapatos que no se salgan. Nada de pantuflas.
app-tip-7 = Si se cansa, pare. Mañana puede caminar otra vez.
app-unfinished-title = Tiene una caminata sin terminar
app-unfinished = Paró hace { $minutes ->
    [0] menos de un minuto
    [one] un minuto
   *[other] { $minutes } minutos
}. Iba en la parte { $block } de { $of }.
app-unfinished-go-on = Seguir con ella
app-unfinished-keep = Guardar lo que hice

## Ya caminé
app-typed-title = Ya caminé
app-typed-lead = Anote lo que hizo sin el teléfono.
app-typed-forward = Minutos adelante
app-typed-backward = Minutos atrás
app-typed-when = Cuándo
app-typed-when-today = Hoy
app-typed-when-yesterday = Ayer
app-typed-nothing = Elija al menos un minuto.
app-typed-saved = Guardada.

## Antes de caminar
app-walk-title = Caminar
app-walk-pick = Elija cómo caminar
app-walk-small = Empiece poco a poco en casa
app-walk-small-text = Adelante en un tramo corto, y atrás por el mismo.
app-walk-intervals = Camine y cambie
app-walk-intervals-text = Unos minutos adelante, luego uno atrás.
app-walk-treadmill = Caminadora
app-walk-treadmill-text = Usted ajusta la banda a mano. La voz le dice cuándo.
app-walk-treadmill-list =
    La caminadora tiene un cordón de paro. Lo voy a enganchar a mi ropa. Es el paro de verdad.
    Tiene barras para las manos y bordes firmes donde pisar.
    Detrás hay 2 m (7 pies) libres.
    Leí el manual. Muchas marcas no dejan ir hacia atrás.
app-walk-treadmill-list-done = Todo esto es así
app-walk-to-check = Hacer esta prueba
app-walk-place = ¿Dónde?
app-walk-place-hallway = Pasillo
app-walk-place-kitchen = De la cocina a la sala
app-walk-place-driveway = Entrada de la casa
app-walk-place-new = Otro lugar
app-walk-place-name = Nombre del lugar
app-walk-place-length = ¿Cuánto mide el camino libre? ({ $unit })
app-walk-place-missing = Dé al lugar un nombre con letras, y diga cuánto mide.
app-walk-place-outdoors = Está al aire libre
app-walk-times = ¿Cuántas veces?
app-walk-place-check = Mire el lugar
app-walk-place-check-help = Camine el tramo una vez hacia adelante. Marque cada línea que es cierta.
app-walk-place-open = { $count ->
    [one] Falta una cosa. Haga eso o busque otro lugar.
   *[other] Faltan { $count } cosas. Haga eso o busque otro lugar.
}
app-walk-place-clear = Este lugar está libre.
app-walk-minutes-forward = Minutos adelante
app-walk-minutes-backward = Minutos atrás
app-walk-by-block = Por cuadra: toque la pantalla en cada esquina
app-walk-belt-minutes = Minutos atrás cada vez
app-walk-belt-speed = Velocidad de la banda ({ $unit })
app-walk-belt-slowest = La más lenta
app-walk-own = Escríbalo usted
app-walk-own-label = Su programa
app-walk-own-help = Por ejemplo: { $example }
app-walk-own-wrong = Casi. Mire el lugar marcado.
app-walk-your-plan = Su plan
app-walk-plan-total = { $minutes ->
    [one] Cerca de { $minutes } minuto en total.
   *[other] Cerca de { $minutes } minutos en total.
} { $backward } hacia atrás.
app-walk-ends = ¿Qué termina un tramo?
app-walk-ends-tap = Mi toque
app-walk-ends-gps = GPS o mi toque
app-walk-ends-steps = Mis pasos o mi toque
app-walk-ends-gps-help = El teléfono puede pedir permiso para saber dónde está. Ese dato no sale del teléfono. El GPS necesita cielo abierto.
app-walk-ends-steps-help = El teléfono sabe cuánto miden sus pasos. Le dice que pare un poco antes del final.
app-walk-ends-steps-unknown = El teléfono aún no conoce sus pasos. Camine una vez con "Mi toque" y toque en cada final. Luego los sabe.
app-walk-ticks = Antes de salir
app-tick-path = El camino detrás de mí está libre
app-tick-hold = Tengo cerca algo firme
app-tick-shoes = Llevo los zapatos bien puestos
app-walk-ticks-missing = Marque primero las tres líneas.
app-walk-place-not-clear = Vea primero el lugar. Marque cada línea.
app-walk-motion-why = Su teléfono puede pedir permiso para sentir el movimiento. Así cuenta sus pasos. También puede caminar sin eso.
app-walk-go = EMPEZAR
app-walk-getting-ready = Preparando su caminata
app-walk-another-tab = Esta caminata está en otra ventana de la app. Vaya allí, o ciérrela primero.
app-walk-no-sound = No salió sonido del teléfono. Siga la pantalla y la vibración. Llévelo a la vista.
app-walk-voice-missing = La voz aún no está en este teléfono. Oirá tonos. Conéctese una vez para tener la voz.

## Durante la caminata
app-live-none = No hay una caminata en curso.
app-live-next = Sigue: { $what }, { $time }
app-live-last = Esta es la última parte.
app-live-part = Parte { $block } de { $of }
app-live-steps = { $steps ->
    [one] { $steps } paso
   *[other] { $steps } pasos
}
app-live-counts = { $forward } adelante · { $backward } atrás · { $unsure } sin saber
app-live-cadence = { $n }/min
app-live-see-forward = Veo pasos hacia adelante
app-live-see-backward = Veo pasos hacia atrás
app-live-see-unsure = No sé hacia dónde
app-live-see-nothing = Aún no hay pasos
app-live-see-still = Ahora no veo pasos
app-live-no-motion = Aquí no siento los pasos. El tiempo sí lo cuento.
app-live-pause = PAUSA
app-live-resume = SEGUIR
app-live-end = Terminar la caminata
app-live-skip = Saltar
app-live-repeat = Otra vez
app-live-extend = 1 min más
app-live-tap = Ya llegué
app-live-tap-help = Toque donde sea al final de este tramo.
app-live-pocket = Bolsillo
app-live-paused = En pausa. No se mueva. Sujétese de algo.
app-live-paused-other = El sonido paró: una llamada u otra app. No se mueva. Pulse SEGUIR cuando pueda.
app-live-paused-restored = Aquí está su caminata. En la caminadora, pase a los bordes firmes y pare la banda. Pulse SEGUIR cuando pueda.
app-live-not-skipped = Esta parte cuida de usted. No se salta.
app-live-long-enough = Esta parte no puede ser más larga.
app-live-no-place = Este teléfono no sabe dónde está. Toque al final del tramo.
app-live-screen-may-sleep = Este teléfono puede apagar la pantalla. La voz sigue. Entonces no se cuentan los pasos.
app-live-really-end = ¿Terminar la caminata ahora?
app-live-making-longer = La hago más larga
app-pocket-title = Modo bolsillo
app-pocket-help = Puede guardar el teléfono en el bolsillo. La voz sigue.
app-pocket-out = Para volver: toque 1, luego 2, luego 3.
app-pocket-target = Botón { $number } para volver

## Después de una posible caída
app-fall-question = ¿Se encuentra bien?
app-fall-yes = SÍ
app-fall-tap = Toque SÍ si está bien. La caminata espera.
app-fall-call = Puede que esta persona se haya caído. Llame a { $name }: { $number }.
app-fall-call-help = Puede que esta persona se haya caído. Pida ayuda: { $number }.

## Alto y ayuda
app-help-title = Alto · Ayuda
app-help-stopped = La caminata está en pausa.
app-help-ended = La caminata ha terminado. Está guardada.
app-help-stop-now = Pare ya si
app-help-sign-1 = se marea o se va a desmayar
app-help-sign-2 = le duele o le aprieta el pecho
app-help-sign-3 = no puede hablar porque le falta el aire
app-help-sign-4 = siente un dolor nuevo o agudo
app-help-sign-5 = tropieza, casi se cae o se cae
app-help-sign-6 = pierde fuerza de golpe, o habla o ve mal
app-help-then = En la caminadora, pase antes a los bordes firmes. En otro lugar, no se mueva y sujétese. Siéntese cuando pueda.
app-help-call = Llamar al { $number }
app-help-call-when = Llame si le duele el pecho o le falta el aire. Llame si de golpe pierde fuerza, o habla o ve mal. Llame si se desmaya, o se cayó y no puede levantarse.
app-help-contact = Llamar a { $name }
app-help-contact-none = En Ajustes puede anotar a una persona para llamar.
app-help-back-to-walk = Volver a mi caminata
app-help-stiff = Algo de rigidez al otro día es normal.

## Después de caminar
app-after-title = ¿Cómo le fue?
app-after-effort = ¿Qué tan duro fue?
app-effort-easy = Fácil
app-effort-right = Bien
app-effort-hard = Duro
app-effort-very-hard = Muy duro
app-after-wobble = ¿Perdió el equilibrio o tropezó?
app-after-wobble-no = No
app-after-wobble-once = Una vez
app-after-wobble-more = Más veces
app-after-pain = ¿Algún dolor? (solo si hubo)
app-pain-knee = Rodilla
app-pain-hip = Cadera
app-pain-back = Espalda
app-pain-ankle = Tobillo
app-pain-foot = Pie
app-pain-other = En otra parte
app-pain-level = ¿Qué tan fuerte?
app-pain-mild = Poco
app-pain-medium = Medio
app-pain-strong = Fuerte
app-after-rest = Eso pide descanso. Si sigue, pregunte a su médico.
app-after-well-done = Caminata guardada.
app-after-kept-short = Lo corto también vale. Está guardado.

## Una caminata
app-detail-title = Una caminata
app-detail-plan-done = Plan y hecho
app-detail-part = Parte
app-detail-planned = Plan
app-detail-did = Hecho
app-detail-steps = Pasos
app-detail-heart = Pulso { $mean } por minuto, { $most } como máximo
app-detail-unmeasured = Sin medir
app-detail-outcome-skipped = saltada
app-detail-outcome-not-reached = no llegó
app-detail-outcome-cut = cortada
app-detail-ended-complete = La hizo toda.
app-detail-ended-early = La terminó antes.
app-detail-ended-interrupted = Se cortó.
app-detail-typed = Esta caminata la anotó usted.
app-detail-made-up = Nadie la caminó: pasó en tiempo simulado.
app-detail-feeling = Cómo fue: { $effort }. Equilibrio perdido: { $wobble }.
app-detail-pain = Dolor: { $where } ({ $level }).
app-detail-delete = Borrar esta caminata
app-detail-deleted = La caminata está borrada.
app-detail-save-file = Guardar como archivo
app-detail-motion = Este teléfono guarda cómo se movió.
app-detail-motion-save = Guardar el movimiento
app-detail-motion-delete = Borrar el movimiento
app-detail-gone = La caminata no está en este teléfono.
app-detail-sent = También está en su propio servidor.
app-detail-not-sent = Solo está en este teléfono. Irá a su servidor cuando responda.

## Avance
app-progress-title = Avance
app-progress-older = Caminatas anteriores
app-progress-list = Sus caminatas
app-progress-line = { $forward } min adelante, { $backward } min atrás
app-progress-files = Sus archivos
app-progress-export = Guardar todas las caminatas en un archivo
app-progress-import = Leer de un archivo
app-progress-from-server = Leer de mi servidor
app-progress-no-server = No llegó nada de su servidor. Pruebe luego, o lea otra vez su código.
app-progress-imported = { $count ->
    [0] No hay nada nuevo en { $file }. Ya lo tiene todo.
    [one] Una cosa nueva leída de { $file }.
   *[other] { $count } cosas nuevas leídas de { $file }.
}
app-progress-import-wrong = No se puede leer { $file }. Elija uno que guardó esta app.
app-progress-import-check = { $file }, prueba { $n }: { $why } No se leyó nada.
app-progress-import-refused = { $file }, caminata { $n }: { $why } No se leyó ninguna caminata.
app-record-newer = Es de una versión más nueva.
app-record-id = Su nombre no es válido.
app-record-started = Su inicio no es una fecha con hora.
app-record-block = La parte { $part } no es parte de una caminata.
app-record-time = El tiempo de la parte { $part } no puede ser.
app-record-steps = La parte { $part } tiene más pasos de los que caben en ese tiempo.
app-record-distance = La parte { $part } es más larga de lo que se anda en ese tiempo.
app-record-heart = El pulso de la parte { $part } no puede ser.
app-record-pauses = El tiempo de una pausa no puede ser.
app-record-log = Sus tiempos van hacia atrás.
app-record-feeling = El esfuerzo o el dolor se sale de la escala.

## Ajustes
app-settings-title = Ajustes
app-settings-sound = Sonido
app-settings-preset = ¿Cuánto debe decir la voz?
app-preset-few = Pocas palabras
app-preset-normal = Normal
app-preset-many = Muchas palabras
app-preset-tones = Solo tonos
app-preset-vibration = Solo vibración
app-settings-volume = Volumen
app-settings-louder = Más fuerte
app-settings-softer = Más bajo
app-settings-vibration = Vibrar en cada cambio
app-settings-theme = Colores
app-theme-bright = Claro
app-theme-dark = Oscuro
app-settings-units = Unidades
app-units-metric = Metros, km/h
app-units-us = Pies, mph
app-settings-contact = Una persona para llamar
app-settings-fall = El teléfono puede sentir lo que parece una caída. Entonces la app para la caminata y pregunta si está bien. Si no toca SÍ en { $seconds } segundos, dice a quién llamar. La app no llama a nadie. Solo funciona con la pantalla encendida. Puede no notar una caída. No es una alarma de caídas.
app-settings-contact-name = Nombre
app-settings-contact-phone = Número de teléfono
app-settings-emergency = Número de emergencia
app-settings-phone-wrong = Escriba un número al que se pueda llamar.
app-settings-safety = Contestar otra vez las preguntas
app-settings-data = Sus datos
app-settings-data-where = Sus caminatas están en este teléfono. Si tiene su propio servidor Retrowalk, también están ahí. Nadie más las recibe.
app-settings-server-yes = Su servidor responde.
app-settings-server-no = Ahora no hay servidor. No importa.
app-settings-waiting = { $count ->
    [one] Una caminata espera para ir a su servidor.
   *[other] { $count } caminatas esperan para ir a su servidor.
}
app-settings-delete-all = Borrar todo
app-settings-delete-all-sure = Esto borra todo en este teléfono y en su servidor. No se puede deshacer. Escriba { $word } para seguir.
app-settings-delete-word = BORRAR
app-settings-delete-all-now = Borrar todo ahora
app-settings-delete-walking = Su caminata aún no acabó. Termínela y pruebe otra vez.
app-settings-deleted-all = Todo lo de este teléfono está borrado.
app-settings-deleted-all-later = Todo lo de este teléfono está borrado. Su servidor no respondió. Se le pedirá otra vez en cuanto responda.
app-settings-deleted-part = No se pudo borrar todo. Cierre la app, ábrala otra vez y pruebe de nuevo.
app-settings-kept = Este navegador prometió guardar sus caminatas.
app-settings-motion = Guardar el movimiento de mis caminatas
app-settings-motion-why = Queda en este teléfono hasta que lo guarde en un archivo o lo borre. Una hora son unos 4 MB.
app-settings-weight-kg = Su peso en kg, para saber cuánta energía usa al caminar. Puede dejarlo en blanco.
app-settings-weight-lb = Su peso en libras, para saber cuánta energía usa al caminar. Puede dejarlo en blanco.
app-settings-highest-heart = Su pulso más alto, si una prueba lo midió. Puede dejarlo en blanco.
app-settings-own = Sus pasos
app-settings-own-forward = Adelante: { $length } por paso, según su caminata del { $day }.
app-settings-own-backward = Atrás: { $length } por paso, según su caminata del { $day }.
app-settings-own-forget = Olvidar esto
app-settings-own-none = Camine en un lugar cuyo largo conoce, o en una caminadora. Así el teléfono sabe cuánto miden sus pasos.
app-settings-height-cm = ¿Cuánto mide usted, en cm? Con eso se estima el largo de sus pasos en el movimiento guardado. Puede dejarlo en blanco.
app-settings-height-ft = ¿Cuánto mide usted, en pies y pulgadas? Con eso se estima el largo de sus pasos en el movimiento guardado. Puede dejarlo en blanco.
app-settings-days = Días para caminar
app-settings-days-at = Avisar a las
app-settings-days-save = Ponerlos en mi calendario
app-settings-days-none = Elija antes un día.
app-settings-days-why = Recibe un archivo. Ábralo, y su calendario le avisa cada semana. No hace falta red. Puede caminar también otro día.
app-settings-days-summary = Caminar hacia adelante y hacia atrás
app-settings-details = Detalles
app-settings-cue-log = Lo que dijo la voz
app-settings-about = Acerca de
app-settings-about-text = Retrowalk es software libre con licencia MIT. Es una guía, no un médico.
app-cues-title = Lo que dijo la voz
app-cues-empty = Aún no hubo una caminata en esta página.
app-cues-time = A los
app-cues-heard = Aviso

## Progreso: el coach
app-progress-export-coach = Guardar en un archivo lo que sabe la app

## The treadmill the app steers
app-belt-title = Caminadora
app-belt-link = Que la app maneje la banda
app-belt-here = Puede ajustar la banda a mano o dejar que la app la maneje. Entonces la app la arranca, la frena y la para. Solo su toque la arranca o la hace ir más rápido.
app-belt-not-here = Este navegador no puede unirse a una caminadora. Chrome en Android o en una computadora sí puede. Aquí usted ajusta la banda a mano. La voz le guía.
app-belt-by-hand = Ajuste la banda a mano
app-belt-plan = Camine 1 minuto hacia adelante. Luego { $time } hacia atrás, { $times ->
    [one] una vez
   *[other] { $times } veces
}. Al final 1 minuto hacia adelante. Nada arranca sin su toque. La voz avisa cinco segundos antes de cada cambio.
app-belt-real-stop = El cordón en su ropa es el paro de verdad. Muchas marcas prohíben caminar hacia atrás. Lea el manual.
app-belt-wake = Encienda la caminadora. Cierre otras apps que la usen. No se suba.
app-belt-heart-limit = Frenar la banda cuando mi corazón lata así de rápido (latidos por minuto)
app-belt-heart-limit-help = Pregunte a su médico cuál es su límite. Si no tiene uno, déjelo vacío.
app-belt-choose = Elija su caminadora
app-belt-not-chosen = No eligió ninguna. Préndala y pruebe otra vez.
app-belt-off = Prenda el Bluetooth. Luego pruebe otra vez.
app-belt-forbidden = Esta página no puede usar Bluetooth. Permítalo en los ajustes del navegador. Luego pruebe otra vez.
app-belt-no-voice = Este navegador no tiene voz en español. Nadie le diría que jale el cordón. Agregue una voz en los ajustes, o ponga la banda a mano.
app-belt-unreachable = { $name } no responde. Enciéndala. Cierre otras apps que la usen. Acérquese. Yo sigo probando.
app-belt-linking = Conectando
app-belt-linked = Conectada
app-belt-reading = Leyendo
app-belt-testing = Prueba. No suba.
app-belt-starting = Arranca
app-belt-stopping = Parando
app-belt-stands = La banda está quieta
app-belt-let-go = Primero los bordes. Luego sus botones
app-belt-range = Esta banda va de { $slowest } a { $fastest }, en pasos de { $step }.
app-belt-most = Para usted, { $speed } o menos
app-belt-nobody = No hay nadie en la banda. Pruébela
app-belt-clip = El cordón está en mi ropa
app-belt-turned = Ya me di la vuelta
app-belt-go = Estoy en los bordes firmes. ARRANCAR
app-belt-slower = Más lento
app-belt-faster = Más rápido
app-belt-stop = PARAR
app-belt-end = Terminar
app-belt-hold = Mis manos en las barras
app-belt-hold-none = Sin tocar
app-belt-hold-light = Suave
app-belt-hold-firm = Firme
app-belt-strap = Añadir sensor de pulso
app-belt-heart = Pulso { $bpm }
app-belt-walked = { $length } en la banda, manos: { $hold }
