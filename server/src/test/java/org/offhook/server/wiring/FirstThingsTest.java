package org.offhook.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.adapters.runtime.Dice;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.numbers.NumberDesk;
import org.offhook.core.numbers.PhoneNumber;
import org.offhook.core.store.Change;
import org.offhook.core.store.Store;
import org.offhook.core.tenancy.Account;
import org.offhook.core.time.Clock;
import org.offhook.core.web.Hook;
import org.offhook.server.config.Configuration;
import org.offhook.server.config.Configuration.NumberSetting;
import org.offhook.server.config.ConfigurationException;
import org.offhook.testkit.store.MemoryStore;

/// What a start finds or makes: the first account and its numbers.
class FirstThingsTest {

    private static final String SID = "AC00000000000000000000000000000001";
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final Clock clock = new Clock() {
        @Override
        public Instant now() {
            return NOW;
        }

        @Override
        public long nanos() {
            return 0;
        }
    };
    private final Closers closers = new Closers();
    private final Sids sids = new Sids(Dice.seeded(1));
    private final Store store = new MemoryStore();
    private final NumberDesk numbers = new NumberDesk(store, clock, sids);

    @AfterEach
    void close() {
        closers.close();
    }

    @Test
    void theFirstStartMakesAnAccountAndSaysSo() {
        FirstAccount.Found first = first(null);

        assertThat(first.isNew()).isTrue();
        assertThat(first.account().authToken()).matches("[0-9a-f]{32}");
        assertThat(store.find(Account.KIND, first.account().sid())).contains(first.account());
    }

    @Test
    void theNextStartWithTheSameSeedGivesNoIdAgain() {
        Foundation firstStart = Foundation.lay(OptionalLong.of(5), closers);
        firstStart.carryOn(store);
        Sid given = firstStart.sids().next(SidType.CALL);
        first(null);
        Foundation nextStart = Foundation.lay(OptionalLong.of(5), closers);
        nextStart.carryOn(store);

        assertThat(nextStart.sids().next(SidType.CALL)).isNotEqualTo(given);
    }

    @Test
    void theNextStartFindsItAndKeepsItsToken() {
        Account made = first(null).account();
        Account younger = new Account(
                sids.next(org.offhook.core.ids.SidType.ACCOUNT),
                null,
                "Second",
                "token",
                Account.Status.ACTIVE,
                NOW.plus(Duration.ofDays(1)),
                NOW);
        store.commit(Change.put(Account.KIND, younger));

        FirstAccount.Found again = first(null);

        assertThat(again.isNew()).isFalse();
        assertThat(again.account()).isEqualTo(made);
    }

    @Test
    void aConfiguredAccountIsMadeOrGivenItsToken() {
        assertThat(first(new Configuration.FirstAccount(SID, "token-of-the-first-day")))
                .satisfies(found -> assertThat(found.isNew()).isFalse())
                .satisfies(found -> assertThat(found.account().sid().value()).isEqualTo(SID));

        Account changed = first(new Configuration.FirstAccount(SID, "token-of-another-day"))
                .account();

        assertThat(changed.authToken()).isEqualTo("token-of-another-day");
        assertThat(store.find(Account.KIND, changed.sid())).contains(changed);
    }

    @Test
    void configuredNumbersAreAddedOnceAndChangedOnlyInWhatIsSaid() {
        Account account = first(null).account();
        NumberSetting full =
                new NumberSetting("+15550100", "http://a.example/voice", "GET", "http://a.example/help", null, null);
        FirstNumbers.give(numbers, account, List.of(full));
        PhoneNumber added = numbers.at("+15550100").orElseThrow();

        NumberSetting other = new NumberSetting("+15550100", "http://b.example/voice", null, null, null, null);
        FirstNumbers.give(numbers, account, List.of(other));
        PhoneNumber changed = numbers.at("+15550100").orElseThrow();

        assertThat(added.voice()).isEqualTo(new Hook("http://a.example/voice", "GET"));
        assertThat(changed.sid()).isEqualTo(added.sid());
        assertThat(changed.voice()).isEqualTo(new Hook("http://b.example/voice", "POST"));
        assertThat(changed.voiceFallback()).isEqualTo(new Hook("http://a.example/help", "POST"));
    }

    @Test
    void aNumberOfSomebodyElseIsNotTaken() {
        Account stranger = first(new Configuration.FirstAccount(SID, "token-of-the-first-day"))
                .account();
        numbers.add(stranger.sid(), "+15550100", org.offhook.core.numbers.NumberSettings.NONE);
        Account account = first(new Configuration.FirstAccount(SID.replace('1', '2'), "token-of-the-first-day"))
                .account();

        NumberSetting wanted = new NumberSetting("+15550100", null, null, null, null, null);
        assertThatThrownBy(() -> FirstNumbers.give(numbers, account, List.of(wanted)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("numbers: +15550100 belongs to account " + SID + "; release it there first");
    }

    private FirstAccount.Found first(Configuration.@Nullable FirstAccount wanted) {
        return FirstAccount.in(store, sids, clock, wanted);
    }
}
