package org.offhook.core.verbs;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.TransferGoal;
import org.offhook.core.calls.script.Verb;
import org.offhook.core.calls.script.VerbType;
import org.offhook.core.calls.script.Vocabulary;
import org.offhook.core.verbs.dial.Dial;
import org.offhook.core.verbs.dial.Transfer;
import org.offhook.core.verbs.live.Connect;
import org.offhook.core.verbs.live.Start;
import org.offhook.core.verbs.queue.Enqueue;
import org.offhook.core.verbs.queue.Leave;

/// Every verb there is, by the name of its element.
public final class Verbs implements Vocabulary {

    private static final List<VerbType> KNOWN = List.of(
            CallAtTime.TYPE,
            Connect.TYPE,
            Dial.TYPE,
            Echo.TYPE,
            Enqueue.TYPE,
            Gather.TYPE,
            Gather.COLLECT,
            Hangup.TYPE,
            Leave.TYPE,
            Pause.TYPE,
            Play.TYPE,
            RecordVerb.TYPE,
            Redirect.TYPE,
            Refer.TYPE,
            Reject.TYPE,
            Say.TYPE,
            Letter.EMAIL,
            Letter.FIRST_EMAIL,
            SendText.MESSAGE,
            SendText.SMS,
            SendText.FIRST_SMS,
            Start.START,
            Start.STOP);

    /// Verbs that the platform will have; a document that uses one is told so, and goes on.
    private static final List<String> TO_COME = List.of("Conference", "Pay", "Prompt", "Queue");

    private final Map<String, VerbType> types = Stream.concat(
                    KNOWN.stream(), TO_COME.stream().map(NotYet::type))
            .collect(Collectors.toUnmodifiableMap(VerbType::name, Function.identity()));

    /// The names of those that can be used.
    public static Set<String> ready() {
        return KNOWN.stream().map(VerbType::name).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Verb transfer(TransferGoal goal) {
        return new Transfer(goal);
    }

    @Override
    public @Nullable VerbType find(String name) {
        return types.get(name);
    }
}
