package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.offhook.core.events.Event;
import org.offhook.core.notifications.Notification;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.tenancy.Account;
import org.offhook.core.tenancy.AccountSettings;
import org.offhook.testkit.fakes.AppRequest;
import org.offhook.testkit.fakes.Reply;

/// What an account keeps from others: keys that are pressed, and parameters that it lists as sensitive (CALL-3).
final class ConfidentialTest {

    private static final String PIN = "73519";

    private static RouterWorld world(AccountSettings settings, String action) {
        RouterWorld world = new RouterWorld();
        world.store.commit(Change.put(Account.KIND, world.account.choosing(settings, world.timeline.now())));
        world.answers("<Response><Gather numDigits=\"5\" action=\"" + action + "\"/></Response>");
        return world;
    }

    private static void press(RouterWorld world) {
        TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
        world.until(caller::isAnswered);
        caller.press(PIN);
        world.toTheEnd();
    }

    private static String written(RouterWorld world) {
        List<Notification> notifications = world.store.list(Notification.KIND, Query.of(null));
        return world.events().stream().map(Event::data).toList() + notifications.toString();
    }

    @Test
    void maskedKeysReachTheApplicationButNothingThatIsWrittenDown() {
        try (RouterWorld world = world(new AccountSettings(null, true, List.of()), "/pin")) {
            world.app.on("/pin", Reply.status(500));
            press(world);
            assertThat(world.app.request("/pin").parameter("Digits")).isEqualTo(PIN);
            assertThat(written(world)).doesNotContain(PIN).contains("Digits=*****");
            assertThat(world.events().stream().map(event -> event.data().get("digit")))
                    .doesNotContain("7", "3", "5", "1", "9");
        }
    }

    @Test
    void maskedKeysAreNotWrittenDownFromAUrlEither() {
        try (RouterWorld world = world(new AccountSettings(null, true, List.of()), "/pin/{Digits}")) {
            world.app.on("/pin/" + PIN, "<Response><Hangup/></Response>");
            press(world);
            assertThat(world.app.requests("/pin/" + PIN)).hasSize(1);
            assertThat(written(world)).doesNotContain(PIN).contains("/pin/{Digits}");
        }
    }

    @Test
    void sensitiveParametersAreEncryptedWithTheAccountsTokenAndThenSigned() throws Exception {
        try (RouterWorld world = world(new AccountSettings(null, false, List.of("Digits", "From")), "/pin")) {
            world.app.on("/pin", "<Response><Hangup/></Response>");
            press(world);
            AppRequest asked = world.app.request("/pin");
            assertThat(opened(world.account.authToken(), "Digits", asked.parameter("Digits")))
                    .isEqualTo(PIN);
            assertThat(opened(world.account.authToken(), "From", asked.parameter("From")))
                    .isEqualTo("+15550142");
            assertThat(asked.parameter("To")).isEqualTo(RouterWorld.NUMBER);
        }
    }

    /// As docs/webhooks.md describes it.
    private static String opened(String token, String name, String value) throws Exception {
        assertThat(value).startsWith("enc:");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] key = mac.doFinal("offhook sensitive parameters".getBytes(StandardCharsets.UTF_8));
        byte[] all = Base64.getUrlDecoder().decode(value.substring(4));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, all, 0, 12));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return new String(cipher.doFinal(all, 12, all.length - 12), StandardCharsets.UTF_8);
    }
}
