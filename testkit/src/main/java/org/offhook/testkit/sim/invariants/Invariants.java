package org.offhook.testkit.sim.invariants;

import java.util.List;
import java.util.function.Supplier;

/// All invariants.
public final class Invariants {

    private static final List<Supplier<Invariant>> ALL = List.of(
            GaplessEvents::new,
            LegalCallEvents::new,
            OneWayStatus::new,
            OpenCallsLive::new,
            ClosedRecords::new,
            AccountsApart::new,
            SilenceAfterTheEnd::new,
            CallbacksInOrder::new,
            CallbacksRemembered::new,
            OneFinalResponse::new,
            ScriptsEndWithCalls::new,
            EverythingGivenBack::new,
            TruthfulRecords::new,
            OneConferenceEach::new,
            QueuesInOrder::new,
            NobodyLeftWaiting::new,
            ContentPeers::new);

    private Invariants() {}

    /// New ones, for one run.
    public static List<Invariant> all() {
        return ALL.stream().map(Supplier::get).toList();
    }
}
