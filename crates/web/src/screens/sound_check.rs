//! "Can you hear this?": both ways as they will sound, and louder or softer.

use crate::live::track;
use crate::platform::player::Player;
use crate::state::app;
use crate::text::t;
use draw::prelude::*;

/// Loudness steps by one touch.
const STEP: f64 = 0.2;

/// The buttons and what came of them.
pub(crate) fn sound_check() -> AnyView {
    let app = app();
    let told = RwSignal::new(None::<&'static str>);
    let player = StoredValue::new(None::<Player>);
    let play = move |_| {
        // Made in the tap itself, so that the browser lets it sound.
        if player.with_value(Option::is_none) {
            player.set_value(Player::plain());
        }
        player.update_value(|player| {
            if let Some(player) = player {
                player.load(&track::silence(), "audio/wav", 0.0);
            }
        });
        let unlocking = player.with_value(|player| player.as_ref().map(Player::play));
        crate::platform::js::later(async move {
            if let Some(unlocking) = unlocking {
                unlocking.await;
            }
            let settings = app.settings.get_untracked();
            let sound = track::trial(&settings).await;
            let playing = player.try_update_value(|player| {
                player.as_mut().map(|player| {
                    player.load(&sound, track::KIND, 0.0);
                    player.set_volume(settings.volume);
                    player.play()
                })
            });
            let heard = match playing.flatten() {
                Some(playing) => playing.await,
                None => false,
            };
            told.set(Some(if heard { "app-welcome-hear-playing" } else { "app-welcome-hear-failed" }));
        });
    };
    let change = move |by: f64| {
        app.choose(|settings| settings.volume = (settings.volume + by).clamp(STEP, 1.0));
        let volume = app.settings.get_untracked().volume;
        player.with_value(|player| player.iter().for_each(|player| player.set_volume(volume)));
    };
    let percent = move || format!("{:.0} %", app.settings.with(|settings| settings.volume) * 100.0);
    view! {
        <div>
            <button class="button" on:click=play>{t("app-welcome-hear-button")}</button>
            <p role="status">{move || told.get().map(t)}</p>
            <div class="buttons">
                <button class="button plain" on:click=move |_| change(-STEP)>{t("app-settings-softer")}</button>
                <button class="button plain" on:click=move |_| change(STEP)>{t("app-settings-louder")}</button>
            </div>
            <p class="soft small" role="status">{t("app-settings-volume")} ": " {percent}</p>
        </div>
    }
    .into_any()
}
