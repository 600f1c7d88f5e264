package org.offhook.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.domains.AskedUsers;
import org.offhook.core.domains.DomainGate;
import org.offhook.core.domains.DomainUsers;
import org.offhook.core.domains.Gate.Verdict;
import org.offhook.core.domains.ProofRules;
import org.offhook.core.domains.SipBook;
import org.offhook.core.ids.Sids;
import org.offhook.core.signalling.IncomingInvite;
import org.offhook.core.tenancy.Standing;
import org.offhook.core.webhooks.Application;
import org.offhook.server.config.Configuration.Profile;
import org.offhook.testkit.kernel.Timeline;
import org.offhook.testkit.store.MemoryStore;

class CallGateTest {

    private static final Timeline TIME = Timeline.seeded(1);
    private static final Sids SIDS = new Sids(new SplittableRandom(1));
    private static final InetAddress CARRIER = InetAddress.ofLiteral("192.0.2.7");

    @ParameterizedTest
    @CsvSource({
        "DEV, 127.0.0.1, , true",
        "DEV, ::1, , true",
        "DEV, 192.0.2.7, , true",
        "DEV, 192.0.2.8, , false",
        "DEV, 10.0.0.1, , false",
        "PROD, 127.0.0.1, , false",
        "PROD, 192.0.2.7, , true",
        "PROD, 192.0.2.8, , false",
        "PROD, 192.0.2.8, alice@offhook, true",
        "PROD, carrier.example, , false"
    })
    void phonesAndTheCarrierMayCallAndThisMachineInDev(
            Profile profile, String source, @Nullable String user, boolean admitted) {
        assertThat(gate(profile, true).judge(invite(source, user)) == Verdict.ADMITTED)
                .isEqualTo(admitted);
    }

    @Test
    void strangersAreAskedWhoTheyAreWhereThereAreUsers() {
        assertThat(gate(Profile.PROD, true).judge(invite("192.0.2.8", null))).isEqualTo(Verdict.CHALLENGED);
        assertThat(gate(Profile.PROD, false).judge(invite("192.0.2.8", null))).isEqualTo(Verdict.REFUSED);
    }

    private static CallGate gate(Profile profile, boolean phones) {
        SipBook book = new SipBook(new MemoryStore());
        AskedUsers asked = new AskedUsers(
                TIME, TIME.scripts(), new MemoryStore(), (_, _) -> () -> {}, new Application(TIME, SIDS));
        return new CallGate(
                profile,
                () -> Set.of(CARRIER),
                phones,
                book,
                new DomainGate(book, new DomainUsers(book, asked, new Standing(), ProofRules.NONE)));
    }

    private static IncomingInvite invite(String source, @Nullable String user) {
        return new IncomingInvite(
                "1@here",
                "sip:+15550100@here",
                "sip:x@there",
                null,
                "sip:+15550100@here",
                Map.of(),
                null,
                new IncomingInvite.Source(source, 5060),
                "udp",
                user);
    }
}
