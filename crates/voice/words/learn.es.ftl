# Aprender: las páginas, lo que dijo el artículo y lo que se midió, las palabras y las fuentes.

learn-title = Aprender
learn-lead = Páginas cortas. Sirven sin red.
learn-words-title = Palabras
learn-all = Todas las páginas
learn-claims-title = Lo que se sabe
learn-claims-lead = Lo que decía el artículo, con otras palabras, y lo que dicen los estudios.
learn-claim-measured = Qué se halló
learn-claim-sure = Qué tanto se ha probado
learn-claim-whom = En quiénes
learn-body-title = Qué trabaja
learn-sources-title = Fuentes
learn-sources-lead = Los números dicen en qué fuente se apoya cada línea.
learn-print = Imprimir esta página

## Las doce páginas: un minuto cada una para leer o escuchar
learn-why-title = ¿Por qué caminar hacia atrás?
learn-why =
    Caminar hacia atrás es nuevo para las piernas y la mente. Hay que pensar cada paso.
    La punta del pie va atrás y toca primero. El frente del muslo trabaja más. Usted no ve por dónde va. Por eso trabaja también el equilibrio.
    En estudios pequeños la gente caminó algo más rápido tras unas semanas. También estuvo más firme. Casi todos habían tenido un derrame cerebral. Otros eran niños con parálisis cerebral. A gente con dolor de rodilla le dolió menos. En gente mayor y sana hallamos un estudio débil: subieron unos puntajes.
    No fue mejor, a las claras, que otro tipo de ejercicio. Nadie sabe aún si evita caídas.
    Unos pasos casi cada día son un buen comienzo.
learn-place-title = Un lugar seguro
learn-place =
    Busque un piso plano, seco y con buena luz.
    El camino debe tener dos veces su ancho. Camínelo antes hacia adelante y mire.
    Quite tapetes, cables y juguetes. Cierre puertas. Que no entren mascotas.
    Quédese cerca de una pared, una baranda o una mesa fija. No se agarre de algo que se mueva.
    Sin escaleras, sin calle, sin vidrio detrás.
    Use zapatos planos y cerrados. Haga una sola cosa: al principio, ni charla ni llamadas.
learn-feet-title = Cómo se apoya el pie
learn-feet =
    Lleve un pie hacia atrás. Que el paso sea corto.
    Primero toca la punta. Luego la planta. El talón baja al final.
    Pase el peso a ese pie. Solo entonces mueva el otro.
    Pies tan separados como las caderas. No los cruce.
    Sin prisa. El ritmo llega solo cuando los pasos son firmes.
learn-eyes-title = Ojos y espalda
learn-eyes =
    Espalda recta. Pecho alto, y los brazos sueltos si están libres.
    Mire al frente, a un punto de la pared, y no a los pies.
    Mire atrás antes de cada tramo, sin moverse.
    No se gire para mirar mientras camina. Al girar, el peso se va y puede tropezar.
    Hay quien enseña a mirar rápido sobre el hombro. Aquí pedimos parar primero y luego mirar.
learn-turn-title = Cómo girar
learn-turn =
    El giro es una parte difícil de una caminata. Por eso aquí va aparte.
    Pare. Ponga una mano en algo firme. Gire en pasos cortos.
    Espere hasta que nada le dé vueltas. Cuente hasta diez, si quiere.
    Mire atrás una vez. Luego salga.
    En un cuarto no hace falta girar. Vaya hacia adelante y vuelva hacia atrás.
learn-rails-title = Barandas y manos
learn-rails =
    Una mano en la baranda o en la pared no es trampa. Así se aprende.
    Empiece con toda la mano. Luego dos dedos. Luego la mano justo encima.
    Suelte solo cuando le haya salido bien muchas veces.
    En la caminadora, agarre las dos barras todo el tiempo.
    Quien le ayuda va a un brazo de usted, detrás y a un lado.
learn-hallway-title = Empiece en el pasillo
learn-hallway =
    Comience con unos pasos. Vaya hacia adelante hasta el final. Pare y agárrese.
    Luego camine hacia atrás hasta donde salió.
    Hágalo unas veces. Pare cuando aún es fácil.
    Unos pasos de camino a la cocina también cuentan. Un toque, y quedan guardados.
    ¿Fue fácil una semana? Elija un camino más largo, o hágalo una vez más. Los pasos siguen cortos.
    Cambie una sola cosa cada vez.
learn-intervals-title = Camine y cambie
learn-intervals =
    Cinco minutos hacia adelante y uno hacia atrás. Dos o tres veces.
    La voz le avisa diez segundos antes de cada cambio.
    Tonos que suben: adelante. Tonos que bajan: atrás.
    Cuando ya es fácil, lo de adelante se hace más corto. Al final son iguales.
    En la calle, vaya con alguien y por un camino tranquilo.
learn-treadmill-title = En la caminadora
learn-treadmill =
    Lea antes lo que permite su caminadora. Muchas marcas no dejan ir hacia atrás.
    De espaldas, el botón de parar queda detrás. Ponga la pinza del cordón en su ropa. Es lo que de verdad para.
    Suba a los bordes firmes. Ponga la banda a lo más lento. Luego písela, con las manos en las barras.
    Para cambiar de sentido, pase antes a los bordes firmes. Luego pare la banda. Gire solo cuando esté quieta.
    Plana y lenta. Deje sitio libre detrás.
learn-stop-title = Cuándo parar
learn-stop =
    Pare ya si se cae, se marea o le duele el pecho. Pare si no puede hablar por falta de aire.
    Pare si un brazo o una pierna pierde fuerza. Pare si de golpe le duele una articulación.
    Siéntese y pida ayuda. La app le preguntará unas cosas antes de ir hacia atrás otra vez.
    Pare también si tropieza. Descanse. Piense si hoy es el día.
    Algo rígido al otro día es normal. Un dolor que sigue no lo es. Vea a su médico.
learn-knees-title = Rodillas con dolor
learn-knees =
    En un estudio con gente con dolor de rodilla, bajó un tipo de carga.
    En un estudio de 68 personas, el dolor bajó más que con terapia habitual. Eran diez minutos, tres veces por semana, seis semanas.
    En otro, con 30, la rodilla iba mejor, pero el dolor no bajó más. En otro todos iban mejor, y solo un puntaje no fue igual.
    El tobillo empuja y frena. En el pie, la carga va al lado de dentro.
    Vaya lento y en piso plano. Al principio es común algo más de dolor.
    Si a la mañana aún duele más, haga menos o pare.
learn-class-title = En un grupo
learn-class =
    Dejen dos brazos entre uno y otro. Todos van para el mismo lado.
    Quien enseña dice cada cambio. Camine solo cuando lo diga.
    Diga "alto" en voz alta si hace falta. Entonces paran todos.
    Al parar, cuide a quien va detrás.
    Nadie tiene que seguir a otro. Quien quiere baranda, usa baranda.

## A page that is no card
learn-motion-title = Dar una caminata a la ciencia
learn-motion =
    No hallamos datos de caminatas reales hacia atrás. Tampoco de qué tan bien las ve un teléfono. Usted puede ayudar.
    Active "Guardar el movimiento de mis caminatas" en Ajustes. El teléfono anota cómo se mueve. También anota qué se le pidió y, si lo dijo, cuánto mide.
    No lleva nombre, ni lugar, ni sonido. Queda en este teléfono.
    Tras la caminata, ábrala en Avance y toque "Guardar el movimiento". Recibe un archivo. Delo a quien estudia la marcha, si quiere.
    En una computadora, "retrowalk export --raw ARCHIVO" hace una tabla. La hora se quita.
    Puede cambiar de idea. Borre el movimiento de una caminata cuando quiera. La caminata queda.

## What the article said, and what was measured
claim-improves-gait = Ayuda a estar firme y a dar pasos más largos y rápidos.
claim-improves-gait-measured = Tras un derrame cerebral, en vez de ir hacia adelante: 0,16 m/s más (0,06 a 0,27). Sumado a eso: 0,03, casi nada. Frente a otro grupo, la pierna débil avanzó 5 cm más (2 a 9). También subieron los puntajes de equilibrio. Niños: 0,10 m/s más (0,05 a 0,16). Un ensayo no vio ventaja. En otro, ir de lado fue mejor. Entrenar más duro puede explicar una parte. En gente mayor y sana hallamos un estudio débil.
claim-improves-gait-sure = algo probado tras un derrame cerebral, poco probado en gente sana
claim-improves-gait-whom = gente tras un derrame cerebral, y niños con parálisis cerebral
claim-falls = Evita las caídas. (Lo dicen muchos. El artículo no.)
claim-falls-measured = Nadie lo ha probado. El ejercicio variado sí ayuda.
claim-falls-sure = no se sabe
claim-falls-whom = nadie aún
claim-hamstrings = Trabaja la parte de atrás del muslo.
claim-hamstrings-measured = En llano trabajó más en un estudio, e igual en otro. Cuesta arriba, más que en llano hacia adelante.
claim-hamstrings-sure = poco probado, estudios pequeños que no dicen lo mismo
claim-hamstrings-whom = gente joven y sana
claim-quadriceps = Estira la parte de delante del muslo y la cadera.
claim-quadriceps-measured = La parte de delante trabaja más. En llano la rodilla se dobla menos, así que no se estira. De la cadera no hallamos estudios.
claim-quadriceps-sure = algo probado, con poca gente
claim-quadriceps-whom = gente joven y sana
claim-shins = Trabaja la espinilla.
claim-shins-measured = Sí, en un estudio con poca gente.
claim-shins-sure = poco probado, un estudio pequeño
claim-shins-whom = alumnos
claim-calves = Trabaja la pantorrilla.
claim-calves-measured = En llano trabajó menos, o igual. Frena su peso cuando pisa.
claim-calves-sure = unos estudios sí y otros no
claim-calves-whom = gente joven y sana
claim-glutes = Pone firme el trasero.
claim-glutes-measured = No hallamos ningún estudio.
claim-glutes-sure = no se sabe
claim-glutes-whom = nadie aún
claim-core = Trabaja el centro del cuerpo.
claim-core-measured = La espalda baja trabaja más. De la barriga no hallamos estudios.
claim-core-sure = poco probado, un estudio pequeño
claim-core-whom = adultos con dolor de espalda y sin él
claim-joints = Cuida rodillas, tobillos y pies.
claim-joints-measured = En rodillas con dolor bajó la carga del lado de dentro: en su primer pico y en todo el paso. Su segundo pico no bajó. En otro tipo, ir lento hacia adelante hizo lo mismo. En un estudio de siete, el suelo empujó más. El tobillo empuja y frena. Para él no hallamos alivio. En el pie la carga va hacia dentro.
claim-joints-sure = rodillas: poco probado, un estudio pequeño. Tobillos y pies: no
claim-joints-whom = 32 personas con dolor de rodilla. Lo demás: gente sana
claim-brain = Hace crecer células en el cerebro.
claim-brain-measured = Pide más atención que ir hacia adelante. De células nuevas no hallamos estudios.
claim-brain-sure = no se sabe
claim-brain-whom = 18 personas con EM y 14 sin ella
claim-heart = Es bueno para el corazón y los pulmones.
claim-heart-measured = Cuesta más que ir hacia adelante al mismo paso. A paso vivo, un 40 por ciento más.
claim-heart-sure = bien probado en cuanto a la energía
claim-heart-whom = adultos jóvenes y sanos
claim-posture = Ayuda a ir con la espalda recta.
claim-posture-measured = La espalda baja trabaja más. De cómo se endereza la espalda no hallamos estudios.
claim-posture-sure = no se sabe
claim-posture-whom = adultos con dolor de espalda y sin él
claim-mobility = Ayuda a moverse mejor.
claim-mobility-measured = En un estudio, el muslo por detrás se estiró más tras cuatro semanas. No hubo otro grupo al lado. En otro, con dos grupos de 15, no hubo diferencia.
claim-mobility-sure = poco probado, estudios pequeños que no dicen lo mismo
claim-mobility-whom = diez mujeres sanas y 30 alumnos
claim-strength = Da fuerza.
claim-strength-measured = Con dolor de rodilla, el muslo ganó fuerza. Esto se sumó a la terapia de siempre.
claim-strength-sure = algo probado con dolor de rodilla
claim-strength-whom = gente con dolor de rodilla
claim-coordination = Ayuda a mover bien todo el cuerpo.
claim-coordination-measured = Unos niños de escuela estaban más firmes desde la semana ocho. Si hace dos cosas a la vez, va más lento: pide cuidado.
claim-coordination-sure = poco probado, con poca gente
claim-coordination-whom = 16 niños, 18 personas con EM y 14 sin ella
claim-rails = Las barras ayudan a ir firme en la caminadora.
claim-rails-measured = No hallamos estudios de esto. De espaldas, el botón de parar queda detrás. El cordón con su pinza es lo que de verdad para.
claim-rails-sure = una regla de cómo se hacen las caminadoras, no un estudio con gente
claim-rails-whom = nadie aún
claim-kind-note = El artículo acertó en parte. Donde los estudios dicen otra cosa, se lo decimos.

## Words
glossary-backward-step = Paso hacia atrás: un paso que cae detrás.
glossary-cadence = Cadencia: cuántos pasos da en un minuto.
glossary-step-length = Largo del paso: lo que hay de un pie al otro.
glossary-stride = Zancada: dos pasos, uno con cada pie.
glossary-interval = Intervalo: un rato de un mismo modo.
glossary-spotter = Ayudante: alguien cerca, listo para darle la mano.
glossary-tandem = Punta con talón: un pie justo delante del otro.
glossary-talk-test = Prueba del habla: si puede hablar en frases enteras, el ritmo es bueno.
glossary-met = MET: cuánta energía usa, frente a estar en reposo.
glossary-error = Error: lo que una prueba cambia por azar.
glossary-trial = Ensayo: un estudio que pone dos grupos lado a lado.
glossary-pooled = Junto: muchos ensayos en un solo número.
glossary-turn = Giro: parar, con una mano en algo firme, para cambiar de sentido.
glossary-block = Cuadra: de una esquina a la otra.
glossary-retro = Retro: otro nombre de ir hacia atrás.
