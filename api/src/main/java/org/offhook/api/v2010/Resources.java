package org.offhook.api.v2010;

import java.util.List;
import org.offhook.api.http.Router;
import org.offhook.api.rest.Rest;
import org.offhook.api.v2010.accounts.Addresses;
import org.offhook.api.v2010.accounts.Applications;
import org.offhook.api.v2010.accounts.Keys;
import org.offhook.api.v2010.accounts.Tokens;
import org.offhook.api.v2010.conferences.ConferencesResource;
import org.offhook.api.v2010.conferences.ParticipantsResource;
import org.offhook.api.v2010.live.LiveTranscriptionsResource;
import org.offhook.api.v2010.live.StreamsResource;
import org.offhook.api.v2010.live.UserMessagesResource;
import org.offhook.api.v2010.messages.FeedbackResource;
import org.offhook.api.v2010.messages.MediaResource;
import org.offhook.api.v2010.numbers.AvailableNumbers;
import org.offhook.api.v2010.numbers.CallerIdsResource;
import org.offhook.api.v2010.numbers.ShortCodes;
import org.offhook.api.v2010.queues.MembersResource;
import org.offhook.api.v2010.queues.QueuesResource;
import org.offhook.api.v2010.sip.Mappings;
import org.offhook.api.v2010.sip.SipDomains;
import org.offhook.api.v2010.sip.SipLists;
import org.offhook.api.v2010.usage.UsageRecords;
import org.offhook.api.v2010.usage.UsageTriggers;
import org.offhook.core.domains.TrunkNumbers;

/// Every resource of the 2010 API. A new one is a file and a line in [#all].
public final class Resources {

    /// What is common to all paths but the accounts'.
    public static final String ACCOUNT = "/2010-04-01/Accounts/{AccountSid}";

    private Resources() {}

    /// Adds its routes.
    @FunctionalInterface
    public interface Resource {
        void route(Router router, Rest rest);
    }

    public static void route(Router router, Rest rest, Desks desks) {
        all(desks).forEach(resource -> resource.route(router, rest));
    }

    private static List<Resource> all(Desks desks) {
        return List.of(
                new AccountsResource(desks.store(), desks.accounts()),
                Addresses.of(desks),
                Applications.of(desks),
                new CallsResource(desks.store(), desks.place(), desks.change(), desks.currency()),
                new CallEventsResource(desks.store()),
                new ConferencesResource(desks.store(), desks.conferences()),
                new ParticipantsResource(desks.conferences(), desks.place()),
                new QueuesResource(desks.store(), desks.queues()),
                new MembersResource(desks.queues(), desks.change(), desks.clock()),
                new FeedbackResource(desks),
                new MediaResource(desks),
                new Keys(desks),
                new Tokens(desks.ice(), desks.clock()),
                new IncomingPhoneNumbersResource(
                        desks.store(),
                        desks.numbers(),
                        desks.stock(),
                        new TrunkNumbers(desks.store(), desks.assets(), desks.clock()),
                        desks.accounts()),
                new MessagesResource(desks.store(), desks.clock(), desks.send(), desks.currency()),
                new NotificationsResource(desks.store()),
                new RecordingsResource(desks.store(), desks.recordings(), desks.currency()),
                new RecordingControl(desks.store(), desks.beside().recordings(), desks.currency()),
                new TranscriptionsResource(desks.store(), desks.currency()),
                new StreamsResource(desks.beside().streams()),
                new LiveTranscriptionsResource(desks.beside().transcriptions(), desks.sids()),
                new UserMessagesResource(desks.beside().userMessages(), desks.clock()),
                SipDomains.of(desks),
                new SipLists(desks),
                new Mappings(desks),
                new AvailableNumbers(desks.stock()),
                ShortCodes.of(desks),
                new CallerIdsResource(desks),
                new UsageRecords(desks.usage(), desks.clock(), desks.accounts()),
                UsageTriggers.of(desks));
    }
}
