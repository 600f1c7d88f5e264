package org.offhook.core.verbs.waiting;

import java.util.Set;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.script.Interpreter;
import org.offhook.core.calls.script.Interpreter.End;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Answer;
import org.offhook.core.webhooks.Parameters;

/// Carries out documents that are only heard: they answer nothing, apologise for nothing, and leave the call at
/// the document it is in.
public final class Listening {

    /// In a conference (contract §8).
    public static final Set<String> CONFERENCE = Set.of("Play", "Say", "Pause", "Redirect");

    /// In a queue (contract §8).
    public static final Set<String> QUEUE = Set.of("Play", "Say", "Pause", "Hangup", "Redirect", "Leave", "Gather");

    private static final int BAD_VERB = 13238;

    private final CallLeg leg;
    private final Limited vocabulary;

    public Listening(CallLeg leg, Set<String> allowed) {
        this.leg = leg;
        this.vocabulary = new Limited(leg.tools().verbs(), allowed, BAD_VERB);
    }

    /// Blocks until the document and those it leads to are over.
    ///
    /// @param told about what the caller waits for
    public End hear(Hook document, Parameters told) {
        Hook here = leg.talk().here();
        try {
            Answer answer = leg.talk().visit(document, told);
            return Interpreter.quiet(vocabulary, told).follow(leg, answer);
        } finally {
            leg.talk().at(here);
        }
    }
}
