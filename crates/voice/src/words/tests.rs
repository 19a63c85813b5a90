//! Both catalogues say the same things, in words that are easy to follow.

use super::*;
use coach::program::parse;

#[test]
fn a_program_reads_in_the_words_and_units_of_the_country() {
    let check = |tag, program, words: &str| {
        let program = parse(program).expect("a right program");
        assert_eq!(Words::new(tag).program(&program), words);
    };
    check("en", "5:1 x3", "Walk forward for 5 minutes and backward for 1 minute. Do it 3 times.");
    check("en-US", "hallway 5 m x1", "Walk backward in this place: hallway. It is 16 ft long. Do it once.");
    check(
        "es",
        "2.5:1",
        "Camine 2 minutos y 30 segundos hacia adelante y 1 minuto hacia atrás. Hágalo una vez.",
    );
    check(
        "es-MX",
        "treadmill 1 min x3 at 0.8 km/h",
        "En la caminadora, camine 1 minuto hacia atrás a 0,8 km/h. Hágalo 3 veces.",
    );
    check(
        "en_US.UTF-8",
        "treadmill 1 min x3 at 0.8 km/h",
        "On the treadmill, walk backward for 1 minute at 0.5 mph. Do it 3 times.",
    );
}
