package org.offhook.core.calls;

import java.net.URI;
import java.util.List;
import java.util.random.RandomGenerator;
import org.offhook.core.calls.script.Vocabulary;
import org.offhook.core.conferences.ConferenceDesk;
import org.offhook.core.domains.Gate;
import org.offhook.core.domains.SipBook;
import org.offhook.core.emails.EmailSender;
import org.offhook.core.events.EventLog;
import org.offhook.core.ids.Sids;
import org.offhook.core.media.MediaServer;
import org.offhook.core.media.Sounds;
import org.offhook.core.messages.MessageSender;
import org.offhook.core.numbers.Geography;
import org.offhook.core.numbers.NumberDesk;
import org.offhook.core.queues.QueueDesk;
import org.offhook.core.recognition.Recognition;
import org.offhook.core.recordings.RecordingFiles;
import org.offhook.core.script.Scripts;
import org.offhook.core.signalling.Signalling;
import org.offhook.core.siprec.Connector;
import org.offhook.core.store.Store;
import org.offhook.core.streams.StreamTools;
import org.offhook.core.time.Clock;
import org.offhook.core.time.Scheduler;
import org.offhook.core.tolls.TollGuard;
import org.offhook.core.transcriptions.TranscriptionDesk;
import org.offhook.core.trunks.Carriers;
import org.offhook.core.trunks.MediaKeys;
import org.offhook.core.trunks.Registrations;
import org.offhook.core.usage.Prices;
import org.offhook.core.web.DestinationPolicy;
import org.offhook.core.web.Web;
import org.offhook.core.webhooks.Application;
import org.offhook.core.webhooks.Deliveries;

/// Everything that calls work with; wired once, shared by all calls.
public record CallTools(
        Base base,
        Lines lines,
        Sounds sounds,
        Recognition recognition,
        RecordingFiles recordings,
        TranscriptionDesk transcriptions,
        Web web,
        Application application,
        Deliveries deliveries,
        MessageSender messages,
        EmailSender emails,
        Geography geography,
        Vocabulary verbs,
        CallLimits limits,
        Meetings meetings,
        StreamTools streams) {

    /// Time, chance, threads, the database, the numbers in it, and what things cost.
    public record Base(
            Clock clock,
            Scheduler scheduler,
            Scripts scripts,
            RandomGenerator random,
            Sids sids,
            Store store,
            EventLog log,
            NumberDesk numbers,
            Prices prices) {}

    /// Where more than two calls come together.
    public record Meetings(ConferenceDesk conferences, QueueDesk queues) {}

    /// The way to other parties.
    ///
    /// @param domains SIP domains of accounts
    /// @param gate    who may call in
    /// @param carriers for numbers that are not on the platform
    /// @param tolls   what may go to them
    /// @param destinations hosts that customers may call
    /// @param keys    which legs are encrypted
    /// @param connectors recording servers
    /// @param domain  our own SIP addresses are `sip:…@` this: `host`, or `host:port` when the port is not 5060
    /// @param url     where the REST API is reached from outside, without a slash at the end
    public record Lines(
            Signalling signalling,
            MediaServer media,
            Registrations registrations,
            SipBook domains,
            Gate gate,
            Carriers carriers,
            TollGuard tolls,
            DestinationPolicy destinations,
            MediaKeys keys,
            List<Connector> connectors,
            String domain,
            URI url) {}
}
