package org.offhook.server.config;

import java.time.Duration;
import org.offhook.adapters.sipnet.SipNetLimits;
import org.offhook.core.signalling.DialogLimits;
import org.offhook.core.signalling.GuessLimits;
import org.offhook.core.signalling.OutageLimits;

/// What SIP may take: its connections, its dialogs, and how it leaves places alone that failed.
public record SipLimits(SipNetLimits net, DialogLimits dialogs, OutageLimits outages) {

    private static final String PATH = "limits.sip.";
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    static SipLimits read(Settings settings) {
        SipNetLimits standard = SipNetLimits.STANDARD;
        SipNetLimits net = new SipNetLimits(
                standard.wire(),
                settings.number(PATH + "connections", 1, 1_000_000),
                settings.number(PATH + "connections-per-address", 1, 1_000_000),
                settings.duration(PATH + "idle", SECOND, DAY),
                settings.duration(PATH + "slow", Duration.ofMillis(100), HOUR),
                settings.duration(PATH + "connect", Duration.ofMillis(100), Duration.ofMinutes(1)),
                settings.number(PATH + "queue", 8, 100_000),
                settings.number(PATH + "keep-alives-per-second", 1, 1_000_000),
                standard.batch(),
                standard.socketBuffer());
        DialogLimits dialogs = new DialogLimits(
                settings.duration(PATH + "session", DialogLimits.STANDARD.sessionLeast(), DAY),
                settings.duration(PATH + "session-least", DialogLimits.STANDARD.sessionLeast(), DAY),
                settings.number(PATH + "early-dialogs", 1, 1_000),
                settings.number(PATH + "provisionals", 1, 1_000));
        OutageLimits outages = new OutageLimits(
                settings.number(PATH + "outages", 1, 1_000_000),
                settings.duration(PATH + "outage", SECOND, HOUR),
                settings.duration(PATH + "outage-longest", SECOND, DAY));
        return new SipLimits(net, dialogs, outages);
    }

    static GuessLimits guesses(Settings settings) {
        return new GuessLimits(
                settings.number("limits.wrong-passwords", 1, 1_000_000),
                settings.number("limits.wrong-passwords-per-address", 1, 1_000_000),
                settings.duration("limits.shut-out", Duration.ofSeconds(1), Duration.ofDays(30)),
                settings.duration("limits.wrong-password-pause", Duration.ZERO, Duration.ofHours(1)),
                settings.duration("limits.wrong-password-pause-longest", Duration.ZERO, Duration.ofHours(1)));
    }
}
