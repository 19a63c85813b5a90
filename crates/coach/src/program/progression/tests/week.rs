//! The caps of a day and a week, and the week ahead.

use super::*;

#[test]
fn one_walk_a_day_and_no_more_a_week_than_the_level_s() {
    let mut records = green(0);
    records.push(level_walk(D, 0, FINE));
    let done = card(&records, D);
    assert_eq!((done.offer, done.why), (Offer::Rest(D + 1), Why::WalkedToday));
    for day in 1..5 {
        records.push(level_walk(D + day, 0, Told { stumbles: u8::from(day % 2 == 0), ..FINE }));
    }
    let full = card(&records, D + 5);
    assert_eq!((full.offer, full.why), (Offer::Rest(D + 7), Why::WeekWalks));
    assert!(matches!(card(&records, D + 7).offer, Offer::Walk(_)));
}

#[test]
fn a_few_steps_in_passing_are_counted_and_rest_nobody() {
    let mut records = green(0);
    records.push(of_purpose(D, Purpose::Micro, 10, 10, FINE));
    let after = card(&records, D);
    assert_eq!((session(&after).level, after.why), (0, Why::FirstWalk));
    assert_eq!(Progress::from_records(records.clone()).weeks().seconds(D), 10);
    records.push(of_purpose(D, Purpose::Micro, 10, 10, Told { dizzy: true, ..FINE }));
    assert_eq!(card(&records, D).why, Why::BackDizzy);
}

#[test]
fn an_own_walk_as_large_as_the_level_s_counts_and_one_above_the_level_is_an_own_one() {
    let mut records = green(0);
    records.push(of_purpose(D, Purpose::Own, 60, 60, FINE));
    records.push(level_walk(D + 1, 2, FINE));
    let progress = Progress::from_records(records);
    assert_eq!(progress.card(D + 2, WITH).why, Why::StepUp);
    assert_eq!(progress.on_ground().level, 0);
    let small = with(green(0), [of_purpose(D, Purpose::Own, 20, 20, FINE)]);
    assert_eq!(small.card(D + 1, WITH).why, Why::Again);
}

#[test]
fn the_week_is_capped_and_grows_by_six_minutes_or_a_fifth() {
    let mut weeks = Weeks::default();
    let room = |weeks: &Weeks, day: i32, first: i32| {
        let room = weeks.room(D + day, Some(D + first));
        (room.seconds, room.why)
    };
    assert_eq!(room(&weeks, 0, 0), (360, Why::WeekGrowth));
    weeks.add(D, 600, true);
    assert_eq!(room(&weeks, 0, 0), (0, Why::WeekGrowth));
    assert_eq!(room(&weeks, 6, 0), (0, Why::WeekGrowth));
    assert_eq!(room(&weeks, 7, 0), (960, Why::WeekGrowth));
    assert_eq!(room(&weeks, 34, 0), (960, Why::WeekGrowth));
    assert_eq!(room(&weeks, 35, 0), (360, Why::WeekGrowth));
    // A fifth is more than six minutes from thirty minutes on.
    let mut weeks = Weeks::default();
    weeks.add(D, 2400, true);
    assert_eq!(room(&weeks, 7, -77), (2880, Why::WeekGrowth));
    assert_eq!(room(&weeks, 7, -76), (1800, Why::WeekCap));
    let mut just = Weeks::default();
    just.add(D, 1440, true);
    assert_eq!(room(&just, 7, -76), (1800, Why::WeekCap), "where growth leads to the cap, the cap is why");
    let mut most = Weeks::default();
    most.add(D, 9000, true);
    assert_eq!(room(&most, 7, -100), (3600, Why::WeekCap));
    assert_eq!(weeks.room(D + 7, None).seconds, 1800);
}

#[test]
fn a_week_s_log_counts_by_day_and_forgets() {
    let mut weeks = Weeks::default();
    weeks.add(D, 30, true);
    weeks.add(D, 10, false);
    weeks.add(D + 2, 60, true);
    assert_eq!((weeks.on(D), weeks.on(D + 1), weeks.seconds(D + 2), weeks.walks(D + 2)), (40, 0, 100, 2));
    assert!(weeks.walked(D) && !weeks.walked(D + 1));
    weeks.add(D + 35, 5, false);
    assert_eq!((weeks.on(D), weeks.on(D + 2), weeks.walks(D + 35)), (0, 60, 0));
    assert!(!weeks.walked(D + 35));
}

#[test]
fn too_little_room_shortens_the_walk_and_far_too_little_rests() {
    let (records, day) = climbed(9);
    let day = day + 2;
    let own = |seconds| of_purpose(day - 1, Purpose::Micro, seconds, seconds, FINE);
    let at = |seconds| with(records.clone(), [own(seconds)]).card(day, WITH);
    let limit = Progress::from_records(records.clone()).weeks().room(day, Some(D)).seconds;
    let level = Level::of(10);
    assert_eq!(session(&at(limit - 480)).rounds, 8);
    let some = at(limit - 479);
    assert_eq!((session(&some).rounds, some.why), (7, Why::WeekGrowth));
    assert_eq!(session(&at(limit - level.seconds(4))).rounds, 4);
    let none = at(limit - level.seconds(4) + 1);
    assert_eq!(none.why, Why::WeekGrowth);
    assert!(matches!(none.offer, Offer::Rest(until) if until > day));
    assert!(none.choices.contains(&Choice::Own(239)));
    assert!(!at(limit).choices.iter().any(|c| matches!(c, Choice::Own(_))));
}

#[test]
fn the_week_ahead_keeps_the_chosen_days_and_the_week_s_limits() {
    let progress = Progress::from_records(green(0));
    let all = progress.week_ahead(D, [true; 7], WITH);
    assert_eq!(all.len(), 7);
    assert_eq!(all.iter().filter(|d| d.session.is_some()).count(), 5);
    let mut weekdays = [false; 7];
    weekdays[usize::from((D + 2).weekday())] = true;
    let one = progress.week_ahead(D, weekdays, WITH);
    let days: Vec<Day> = one.iter().filter(|d| d.session.is_some()).map(|d| d.day).collect();
    assert_eq!(days, [D + 2]);
    let walked = with(green(0), [level_walk(D, 0, FINE)]).week_ahead(D, [true; 7], WITH);
    assert_eq!((walked[0].done_s, walked[0].session), (30, None));
}

#[test]
fn the_week_s_goal_is_the_level_s_least_within_the_cap() {
    let goal = |records: Vec<Record>, day| Progress::from_records(records).week_goal_s(day);
    // Three walks of 30 s on the first level; the week's first room is six minutes.
    assert_eq!(goal(vec![screened(D, Form::Long, Advice::Go)], D), 90);
    let (records, day) = climbed(6);
    assert_eq!(goal(records, day), 3 * 180);
    // Level 11 asks for 30 min a week, more than the growth allows after weeks of nothing; what is done counts in.
    let (mut records, day) = climbed(6);
    records.push(of_purpose(day, Purpose::Own, 60, 60, FINE));
    assert_eq!(goal(records, day), 3 * 180);
}

#[test]
fn the_treadmill_is_a_choice_only_where_its_week_and_a_round_have_room() {
    let offered = |walks: i32, ground: u8, left: Option<u32>| {
        let (records, day) = climbed(13);
        let mut progress = Progress::from_records(records);
        progress.settle();
        progress.ground = Track::at(ground);
        progress.weeks = Weeks::default();
        for ago in 1..=walks {
            progress.weeks.add(day - ago, 1, true);
        }
        if let Some(left) = left {
            let room = progress.weeks.room(day, progress.began).seconds;
            progress.weeks.add(day, room - left, false);
        }
        let card = progress.card(day, Today { ground: Some(Ground::Floor), ..WITH });
        assert_eq!(session(&card).level, ground, "{:?}", card.why);
        card.choices.iter().any(|c| matches!(c, Choice::Treadmill(_)))
    };
    assert!(offered(2, 3, None));
    assert!(!offered(3, 3, None), "three walks are a treadmill's week");
    assert!(offered(2, 2, Some(60)) && !offered(2, 2, Some(59)));
}

#[test]
fn where_no_day_of_the_week_holds_a_whole_walk_the_rest_ends_after_seven_days() {
    let mut progress = Progress::from_records(green(0));
    progress.ground = Track::at(11);
    progress.began = Some(D - 30);
    progress.last_walk = Some(D - 1);
    progress.backward_check = Some((D, Some(4.0)));
    // Six minutes of growth from nothing are less than the ten of level 11, on any day.
    progress.weeks.add(D, 200, false);
    let card = progress.card(D, Today { ground: Some(Ground::Floor), ..WITH });
    assert_eq!((card.offer, card.why), (Offer::Rest(D + 7), Why::WeekGrowth));
}

#[test]
fn walks_without_a_step_backward_and_steps_in_passing_hide_no_absence_and_fill_no_week() {
    let forward = |day| of_purpose(day, Purpose::Own, 0, 0, FINE);
    let ended_at_once = |day| of_purpose(day, Purpose::Level(4), 180, 0, Told::default());
    let passing = |day| of_purpose(day, Purpose::Micro, 10, 10, Told::default());
    let (records, day) = climbed(4);
    let screened_again = |after: i32| screened(day + after, Form::Short, Advice::Go);
    for walk in [forward, passing] {
        let card = |after: i32, more: &[Record]| {
            let weekly = (0..after).step_by(5).map(|ahead| walk(day + ahead));
            with(records.clone(), weekly.chain(more.iter().copied())).card(day + after, WITH)
        };
        let check = |after: i32| (session(&card(after, &[])).level, card(after, &[]).why);
        assert_eq!(check(6), (3, Why::AwayOneWeek));
        assert_eq!(check(13), (2, Why::AwayTwoWeeks));
        assert_eq!(card(70, &[]).why, Why::AwayLong);
        assert_eq!(session(&card(70, &[screened_again(70)])).level, 2);
    }
    // Nor does a level walk that ended before it went backward take anybody to its level, or use up the week.
    let begun = with(records, [1, 2, 3].map(|after| ended_at_once(day + after)));
    assert!(begun.weeks().walks(day + 3) < 3 && !begun.weeks().walked(day + 3));
    let (records, day) = climbed(2);
    let three = [of_purpose(day, Purpose::Level(3), 120, 0, Told::default())];
    assert_eq!(with(records, three).on_ground().level, 2);
    // The day's walk stays open, and neither the week before intervals nor the first twelve weeks begin.
    let mut none = with(green(0), [forward(D), forward(D), forward(D)]);
    assert_eq!(session(&none.card(D, WITH)).level, 0);
    assert_eq!((none.began, none.last_walk), (None, None));
    none.learn(passing(D));
    assert_eq!((none.began, none.weeks().seconds(D)), (None, 10));
}
