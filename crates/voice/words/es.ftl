### Las palabras de una caminata. Los mensajes `say-` se dicen en voz alta: ocho palabras y un número `$n` a lo más.
### Sin el sonido de la jota (j, ge, gi): la voz que se entrega no lo tiene (docs/decisions/voice-packs.md).

## Spoken: directions
say-walk-forward = Camine hacia adelante.
say-walk-backward = Camine hacia atrás.
say-easy-forward = Camine hacia adelante, con calma.
say-stop = Pare.
say-stop-and-rest = Pare y descanse.
say-get-ready = Vamos a empezar.
say-we-go-on = Seguimos.

## Spoken: how long and which of how many
say-minutes = { $n ->
    [one] Un minuto.
   *[other] { $n } minutos.
}
say-seconds = { $n } segundos.
say-meters = { $n } metros.
say-feet = { $n } pies.
say-round = Ronda { $n }
say-of-rounds = de { $n }.
say-last-one = Esta es la última ronda.
say-time-left = Tiempo que falta:
say-kmh = { $n ->
    [10] Un kilómetro por hora.
   *[other] { TENTHS($n) } kilómetros por hora.
}
say-mph = { $n ->
    [10] Una milla por hora.
   *[other] { TENTHS($n) } millas por hora.
}

## Spoken: before walking
say-path-clear = ¿El camino está libre y plano?
say-something-to-hold = Quédese cerca de algo firme.
say-forward-first = Usted va a ir primero adelante. Mire el camino.
say-wait-there = Al llegar, pare y espere.

## Spoken: turning
say-hold-on = Agárrese de algo firme.
say-turn-around = Dé la vuelta con pasos cortos.
say-same-way = Siga mirando al mismo lado.
say-look-behind = Mire una vez hacia atrás.
say-look-ahead = Mire al frente.

## Spoken: warnings
say-ten-seconds-stop = En diez segundos, pare.
say-ten-seconds-forward = En diez segundos, camine adelante.
say-ten-seconds-rails = En diez segundos, pase a los bordes.
say-path-ends = Más lento. El camino ya termina.
say-path-short = El camino es corto.

## Spoken: on the way
say-half-way = Va a la mitad.
say-stand-tall = Espalda recta.
say-small-steps = Dé pasos cortos.
say-toes-first = Primero la punta, luego el talón.
say-breathe = Respire lento.

## Spoken: the end
say-well-done = Muy bien.
say-finished = Ya terminó.

## Spoken: treadmill
say-stand-on-rails = Suba a los bordes firmes.
say-clip-cord = Enganche el cordón de paro a su ropa.
say-belt-must-stand = La banda debe estar quieta.
say-start-belt = Encienda la banda, lo más lento.
say-set-belt = Poco a poco, ponga la banda a
say-hands-on-rails = Manos en las barras, sin apretar.
say-step-on = Pise la banda con cuidado.
say-onto-rails = Pase a los bordes firmes.
say-stop-belt = Ahora pare la banda.
say-rest = Descanse un poco.
say-unclip = Quite el cordón.
say-step-off = Salga con cuidado.

## Quantities
time-seconds = { $seconds ->
    [one] { $seconds } segundo
   *[other] { $seconds } segundos
}
time-minutes = { $minutes ->
    [one] { $minutes } minuto
   *[other] { $minutes } minutos
}
time-both = { $minutes ->
    [one] { $minutes } minuto
   *[other] { $minutes } minutos
} y { $seconds ->
    [one] { $seconds } segundo
   *[other] { $seconds } segundos
}
length-meters = { $n } m
length-feet = { $n } pies
speed-kmh = { $n } km/h
speed-mph = { $n } mph

## Blocks
block-prepare = Prepárese
block-forward = Adelante
block-turn = Giro
block-backward = Atrás
block-cool-down = Calma
block-stand = Espere

## Programs in words
program-small-start = Camine hacia atrás en este lugar: { $place }. Mide { $length }. { $rounds ->
    [one] Hágalo una vez.
   *[other] Hágalo { $rounds } veces.
}
program-intervals = Camine { $forward } hacia adelante y { $backward } hacia atrás. { $rounds ->
    [one] Hágalo una vez.
   *[other] Hágalo { $rounds } veces.
}
program-street-blocks = Camine { $forward ->
    [one] una cuadra
   *[other] { $forward } cuadras
} hacia adelante y { $backward ->
    [one] una cuadra
   *[other] { $backward } cuadras
} hacia atrás. { $rounds ->
    [one] Hágalo una vez.
   *[other] Hágalo { $rounds } veces.
} Toque al llegar a la esquina.
program-treadmill = En la caminadora, camine { $each } hacia atrás a lo más lento. { $rounds ->
    [one] Hágalo una vez.
   *[other] Hágalo { $rounds } veces.
}
program-treadmill-at = En la caminadora, camine { $each } hacia atrás a { $speed }. { $rounds ->
    [one] Hágalo una vez.
   *[other] Hágalo { $rounds } veces.
}

## What is wrong with a program
notation-example = Pruebe esto: { $example }
notation-expected-program = Aquí no hay nada escrito.
notation-expected-place = Diga primero dónde camina.
notation-expected-name-character = Un nombre solo lleva letras, números y espacios.
notation-expected-shorter-name = El nombre es muy largo. Use 40 letras o menos.
notation-expected-length = Diga cuánto mide el camino, con m o ft.
notation-expected-number = Aquí va un número.
notation-expected-colon = Ponga dos puntos (:) entre adelante y atrás.
notation-expected-time-unit = Ponga min o s después del tiempo.
notation-expected-count = Ponga una x antes de las veces.
notation-expected-whole-number = Aquí va un número entero.
notation-expected-speed-unit = Ponga km/h o mph después del número.
notation-expected-end = Aquí ya no va nada más.
limit-no-rounds = Hágalo una vez o más.
limit-too-many-rounds = Hágalo { $rounds } veces a lo más.
limit-stretch-too-short = Cada parte debe durar { $least } o más.
limit-forward-too-long = Camine hacia adelante { $forward } a lo más.
limit-backward-too-long = Camine hacia atrás { $backward } a lo más y descanse.
limit-backward-in-all = Es mucho caminar hacia atrás en un día. Lo más es { $all }.
limit-path-too-short = El camino debe medir { $path-least } o más.
limit-path-too-long = El camino debe medir { $path-most } o menos.
limit-street-block-too-long = Una cuadra debe medir { $street } o menos.
limit-belt-too-slow = La banda debe ir a { $belt-least } o más.
limit-belt-too-fast = La banda va muy rápido para ir hacia atrás. Lo más es { $belt-most }.
limit-walk-too-long = La caminata debe durar { $walk } o menos.

## Places and what to look for
hazard-loose-things = No hay tapetes, cables ni juguetes en el piso
hazard-slippery = El piso está seco y plano
hazard-dark = Hay buena luz
hazard-nothing-to-hold = Alcanzo algo que no se mueve
hazard-stairs = No hay escalera, escalón ni borde de acera detrás de mí
hazard-glass = No hay vidrio ni esquina dura detrás de mí
hazard-pets-and-children = No vendrán mascotas ni niños por detrás
hazard-doors = Ninguna puerta se puede abrir hacia mí
hazard-cars = Aquí no entran carros
