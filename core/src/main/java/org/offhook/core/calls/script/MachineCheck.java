package org.offhook.core.calls.script;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.MachineWish;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.media.AnsweredBy;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Parameters;

/// Finds out who has answered an outgoing leg (contract §6.2, §11): before its first document, or beside it.
final class MachineCheck {

    /// The media shard tells in time; this is for the case that it is late.
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final int NO_CALLBACK = 21262;

    private final CallLeg leg;
    private final MachineWish wish;
    private final long begun;

    private MachineCheck(CallLeg leg, MachineWish wish) {
        this.leg = leg;
        this.wish = wish;
        this.begun = leg.tools().base().clock().nanos();
    }

    /// @param digits pressed after the answer; who presses keys knows what answers, and nothing is found out
    /// @return what the first document is told
    static Parameters run(CallLeg leg, @Nullable MachineWish wish, @Nullable String digits) {
        if (wish == null || (digits != null && !digits.isEmpty())) {
            return Parameters.NONE;
        }
        MachineCheck check = new MachineCheck(leg, wish);
        return wish.beside() ? check.beside() : check.before();
    }

    private Parameters before() {
        AtomicReference<@Nullable AnsweredBy> known = new AtomicReference<>();
        leg.hearing().detect(wish.how(), known::set);
        try {
            leg.inbox().await(() -> known.get() != null, wish.how().timeout().plus(GRACE));
        } finally {
            leg.hearing().stopDetecting();
        }
        AnsweredBy who = known.get();
        return known(who == null ? AnsweredBy.UNKNOWN : who);
    }

    private Parameters beside() {
        Hook callback = wish.callback();
        if (callback == null) {
            leg.journal().warn(NO_CALLBACK, "Nobody is told who answers: there is no callback for it.");
        }
        leg.hearing().detect(wish.how(), who -> {
            Parameters told = known(who);
            if (callback != null) {
                leg.journal().owe(leg.call().sid(), callback, told);
            }
        });
        return Parameters.NONE;
    }

    private Parameters known(AnsweredBy who) {
        Duration after = Duration.ofNanos(leg.tools().base().clock().nanos() - begun);
        leg.journal().answeredBy(who, after);
        return Parameters.NONE
                .with("AnsweredBy", who.text())
                .with("MachineDetectionDuration", Long.toString(after.toMillis()));
    }
}
