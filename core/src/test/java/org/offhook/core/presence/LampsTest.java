package org.offhook.core.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.offhook.core.events.EventType;
import org.offhook.core.events.Happening;
import org.offhook.core.ids.Sid;
import org.offhook.core.signalling.event.Watched;
import org.offhook.core.signalling.register.Claim;
import org.offhook.core.signalling.register.Domain;
import org.offhook.core.signalling.register.Users;
import org.offhook.protocols.sip.digest.DigestAlgorithm;
import org.offhook.protocols.sip.event.DialogInfo;
import org.offhook.protocols.sip.event.DialogInfo.Dialog;
import org.offhook.protocols.sip.event.DialogInfo.State;

class LampsTest {

    private static final Sid ACCOUNT = sid("AC", 'a');
    private static final Sid CALL = sid("CA", '1');
    private static final Sid OTHER = sid("CA", '2');
    private static final Domain HOME = new Domain("offhook", "offhook", ACCOUNT, true, true, true);
    private static final Domain OFFICE = new Domain("office.example.net", "r", ACCOUNT, true, false, true);
    private static final Watched BOB = Watched.of(OFFICE, "bob");

    private final List<Watched> told = new ArrayList<>();
    private final Addresses addresses = new Addresses(new TwoDomains(), HOME, 5060);
    private final Lamps lamps = new Lamps(addresses::of, told::add);

    private static Sid sid(String prefix, char digit) {
        return Sid.parse(prefix + String.valueOf(digit).repeat(32)).orElseThrow();
    }

    private void happens(Sid call, EventType type, String... data) {
        lamps.happened(ACCOUNT, call, Happening.of(Instant.EPOCH, type, data));
    }

    private void rings(Sid call, String to) {
        happens(call, EventType.CALL_INITIATED, "direction", "outbound-dial", "from", "+15550100", "to", to);
    }

    @Test
    void aCallOfThePlatformLightsTheLampOfWhomItCalls() {
        rings(CALL, "sip:bob@office.example.net");
        assertThat(lamps.of(BOB)).containsExactly(new Dialog("1", false, State.TRYING));
        happens(CALL, EventType.CALL_RINGING);
        happens(CALL, EventType.CALL_ANSWERED);
        assertThat(lamps.of(BOB)).containsExactly(new Dialog("1", false, State.CONFIRMED));
        happens(CALL, EventType.DIGITS, "digits", "1");
        happens(CALL, EventType.CALL_ENDED, "status", "completed");
        assertThat(lamps.of(BOB)).isEmpty();
        assertThat(told).containsExactly(BOB, BOB, BOB, BOB);
        assertThat(lamps.size()).isZero();
    }

    @Test
    void aCallerIsWhoItHasProvedToBeAndNotWhoItSays() {
        happens(
                CALL,
                EventType.CALL_INITIATED,
                "direction",
                "inbound",
                "from",
                "sip:bob@office.example.net",
                "to",
                "x");
        assertThat(lamps.of(BOB)).isEmpty();
        happens(
                OTHER,
                EventType.CALL_INITIATED,
                "direction",
                "inbound",
                "from",
                "+15550100",
                "to",
                "+15550199",
                "user",
                "bob@office.example.net");
        assertThat(lamps.of(BOB)).containsExactly(new Dialog("1", true, State.TRYING));
    }

    @Test
    void theLampOfAUserShowsAllItsCallsButNotMoreThanFitIntoADatagram() {
        for (int i = 0; i < 60; i++) {
            Sid call = Sid.parse("CA" + "%032x".formatted(i)).orElseThrow();
            rings(call, "sip:bob@office.example.net");
        }
        assertThat(lamps.of(BOB)).hasSize(Lamps.MOST_SHOWN);
        assertThat(DialogInfo.write("sip:" + "b".repeat(1000), 77, lamps.of(BOB))
                        .length())
                .isLessThan(5_000);
    }

    @Test
    void usersAreKnownByTheirAddressesAndStrangersAreNobody() {
        assertThat(addresses.of("client:ann")).isEqualTo(Watched.of(HOME, "ann"));
        assertThat(addresses.of("sip:ann@offhook")).isEqualTo(Watched.of(HOME, "ann"));
        assertThat(addresses.of("sip:ann@offhook:5060;transport=tcp")).isEqualTo(Watched.of(HOME, "ann"));
        assertThat(addresses.of("sip:ann@offhook:5099")).as("another program").isNull();
        assertThat(addresses.of("sip:ann@elsewhere.example")).isNull();
        assertThat(addresses.of("sip:office.example.net")).isNull();
        assertThat(addresses.of("+15550100")).isNull();
        assertThat(addresses.of("anonymous")).isNull();
    }

    @Test
    void whatIsWrittenCannotBreakOutOfItsDocument() {
        String hostile = "sip:a\"><dialog>&\u0001\ud800";
        assertThat(DialogInfo.write(hostile, 0, List.of()))
                .contains("entity=\"sip:a&quot;&gt;&lt;dialog&gt;&amp;\">\n</dialog-info>");
    }

    private static final class TwoDomains implements Users {

        @Override
        public Domain domain(String host) {
            return switch (host) {
                case "offhook" -> HOME;
                case "office.example.net" -> OFFICE;
                default -> null;
            };
        }

        @Override
        public List<DigestAlgorithm> digests() {
            return List.of();
        }

        @Override
        public CompletableFuture<Optional<String>> secret(Claim claim, DigestAlgorithm algorithm) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
    }
}
