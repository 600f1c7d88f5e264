package org.offhook.api.v2010;

import java.util.function.Function;
import org.offhook.api.v2010.numbers.Stock;
import org.offhook.core.Outcome;
import org.offhook.core.assets.AssetDesk;
import org.offhook.core.callerids.CallerIdDesk;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.ChangeCall;
import org.offhook.core.calls.PlaceCall;
import org.offhook.core.calls.live.LiveDesks;
import org.offhook.core.conferences.ConferenceDesk;
import org.offhook.core.domains.proof.DomainProofs;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.Sids;
import org.offhook.core.media.IceServers;
import org.offhook.core.messages.MessageSender;
import org.offhook.core.numbers.NumberDesk;
import org.offhook.core.queues.QueueDesk;
import org.offhook.core.recordings.RecordingFiles;
import org.offhook.core.registrations.Online;
import org.offhook.core.registrations.Permissions;
import org.offhook.core.signalling.register.Bans;
import org.offhook.core.store.Store;
import org.offhook.core.tenancy.AccountDesk;
import org.offhook.core.time.Clock;
import org.offhook.core.usage.UsageDesk;

/// The doors of core that the resources knock at.
///
/// @param place  [org.offhook.core.calls.CallDesk#place]
/// @param change [org.offhook.core.calls.CallDesk#change]
/// @param operator the account of whoever runs the platform
/// @param send   [org.offhook.core.messages.MessageDesk#send]
public record Desks(
        Store store,
        Clock clock,
        NumberDesk numbers,
        Function<PlaceCall, Outcome<Call>> place,
        Function<ChangeCall, Outcome<Call>> change,
        MessageSender send,
        RecordingFiles recordings,
        Sids sids,
        AccountDesk accounts,
        AssetDesk assets,
        ConferenceDesk conferences,
        QueueDesk queues,
        Stock stock,
        UsageDesk usage,
        CallerIdDesk callerIds,
        Online registrations,
        Permissions permissions,
        LiveDesks beside,
        IceServers ice,
        Bans bans,
        Sid operator,
        DomainProofs proofs) {

    /// In which everything is priced: three capitals.
    public String currency() {
        return usage.prices().currency();
    }
}
