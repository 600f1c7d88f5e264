package org.offhook.core;

import java.util.List;
import java.util.stream.Stream;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.audit.AuditEvent;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.PlannedCall;
import org.offhook.core.conferences.Conference;
import org.offhook.core.conferences.Participant;
import org.offhook.core.emails.Email;
import org.offhook.core.messages.Message;
import org.offhook.core.messages.Visit;
import org.offhook.core.notifications.Notification;
import org.offhook.core.numbers.PhoneNumber;
import org.offhook.core.presence.PublishedRow;
import org.offhook.core.queues.CallQueue;
import org.offhook.core.queues.QueueMember;
import org.offhook.core.recordings.Recording;
import org.offhook.core.registrations.Registered;
import org.offhook.core.store.Kind;
import org.offhook.core.streams.CallStream;
import org.offhook.core.tenancy.Account;
import org.offhook.core.transcriptions.LiveTranscription;
import org.offhook.core.transcriptions.Transcription;
import org.offhook.core.usage.UsageMark;
import org.offhook.core.usage.UsageSum;
import org.offhook.core.webhooks.Delivery;

/// Every kind of resource the store keeps; the adapters make a table of each.
public final class Kinds {

    private static final List<Kind<?>> OWN = List.of(
            Account.KIND,
            AuditEvent.KIND,
            Call.KIND,
            CallQueue.KIND,
            CallStream.KIND,
            Conference.KIND,
            Delivery.KIND,
            Email.KIND,
            LiveTranscription.KIND,
            Message.KIND,
            Notification.KIND,
            Participant.KIND,
            PhoneNumber.KIND,
            PlannedCall.KIND,
            PublishedRow.KIND,
            QueueMember.KIND,
            Recording.KIND,
            Registered.KIND,
            Transcription.KIND,
            UsageMark.KIND,
            UsageSum.KIND,
            Visit.KIND);

    public static final List<Kind<?>> ALL =
            Stream.<Kind<?>>concat(OWN.stream(), AssetKinds.ALL.stream()).toList();

    private Kinds() {}
}
