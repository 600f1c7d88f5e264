package org.offhook.server.wiring;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.adapters.geography.NumberGeography;
import org.offhook.core.callerids.CallerIdDesk;
import org.offhook.core.callerids.OwnPages;
import org.offhook.core.calls.CallDesk;
import org.offhook.core.calls.CallLimits;
import org.offhook.core.calls.CallTools;
import org.offhook.core.conferences.ConferenceDesk;
import org.offhook.core.conferences.ConferenceTools;
import org.offhook.core.domains.DomainGate;
import org.offhook.core.domains.Gate;
import org.offhook.core.emails.EmailDesk;
import org.offhook.core.emails.MailServer;
import org.offhook.core.media.MediaServer;
import org.offhook.core.media.Sounds;
import org.offhook.core.messages.MessageDesk;
import org.offhook.core.messages.MessageLimits;
import org.offhook.core.messages.MessageTools;
import org.offhook.core.messages.sip.SipMessages;
import org.offhook.core.messages.sip.TextGate;
import org.offhook.core.meters.Meters;
import org.offhook.core.numbers.Geography;
import org.offhook.core.queues.QueueDesk;
import org.offhook.core.queues.QueueTools;
import org.offhook.core.recognition.Recognition;
import org.offhook.core.registrations.RegistrationDesk;
import org.offhook.core.signalling.Signalling;
import org.offhook.core.signalling.Texting;
import org.offhook.core.signalling.event.Watchers;
import org.offhook.core.signalling.register.Domain;
import org.offhook.core.tolls.TollGuard;
import org.offhook.core.transcriptions.TranscriptionDesk;
import org.offhook.core.transcriptions.TranscriptionTools;
import org.offhook.core.trunks.Routes;
import org.offhook.core.usage.UsageDesk;
import org.offhook.core.verbs.Verbs;
import org.offhook.core.webhooks.Application;
import org.offhook.core.webhooks.Deliveries;
import org.offhook.protocols.sip.registrar.RegistrarLimits;
import org.offhook.server.config.Configuration;
import org.offhook.server.mail.MailRoom;

/// The call router and its neighbours.
///
/// @param deliveries callbacks that are owed
record CallRoom(
        CallDesk calls,
        MessageDesk messages,
        EmailDesk emails,
        SipMessages texts,
        Deliveries deliveries,
        RegistrationDesk registrations,
        ConferenceDesk conferences,
        QueueDesk queues,
        Geography geography,
        CallerIdDesk callerIds) {

    /// Fetches and asks of one call in a minute (TRUST §2.5, redirect loop).
    private static final int DOCUMENTS_PER_MINUTE = CallLimits.STANDARD.documentsPerMinute();

    /// @param watchers told who has come or left
    static RegistrationDesk registrations(
            Configuration configuration, Ground ground, Foundation base, Domain home, Watchers watchers) {
        Configuration.Registrar registrar = configuration.registrar();
        int longest = seconds(registrar.longest());
        RegistrarLimits limits = new RegistrarLimits(
                seconds(registrar.shortest()),
                longest,
                longest,
                RegistrarLimits.DEFAULT.bindings(),
                seconds(registrar.keepAlive()));
        return new RegistrationDesk(
                ground.store(), ground.log(), base.clock(), base.scheduler(), base.sids(), home, limits, watchers);
    }

    /// @param addresses where this server is reached
    static CallRoom open(
            Configuration configuration,
            Foundation base,
            Ground ground,
            WebRoom web,
            Sounds sounds,
            Recognition recognition,
            Signalling signalling,
            Texting texting,
            MediaServer media,
            RegistrationDesk registrations,
            DomainRoom domains,
            CarrierRoom carriers,
            Server.Addresses addresses,
            @Nullable MailServer mail) {
        Application application = new Application(base.clock(), base.sids());
        Geography geography = new NumberGeography();
        Deliveries deliveries = new Deliveries(
                base.clock(),
                base.scheduler(),
                base.random(),
                base.sids(),
                ground.store(),
                ground.log(),
                base.scripts(),
                web.customers());
        TollGuard tolls = new TollGuard(
                configuration.tolls(),
                ground.store(),
                new UsageDesk(ground.store(), configuration.prices()),
                ground.log(),
                deliveries,
                base.clock());
        base.meters()
                .total(
                        "offhook_tolls_refused",
                        "Calls and messages that an account's toll limits refused.",
                        tolls::refused);
        SipMessages texts = new SipMessages(
                new Routes(
                        ground.numbers(),
                        registrations,
                        domains.book(),
                        carriers.carriers(),
                        tolls,
                        addresses.domain()),
                new TextGate(domains.book(), new DomainGate(domains.book(), domains.users()), carriers::isAddress),
                texting,
                base.scripts(),
                WebRoom.destinations(configuration));
        EmailDesk emails = MailRoom.open(
                configuration.mail(),
                mail,
                base.clock(),
                base.scheduler(),
                base.scripts(),
                base.random(),
                base.sids(),
                ground.store(),
                ground.log(),
                deliveries,
                base.meters());
        Late<CallDesk> desk = new Late<>();
        MessageDesk messages = new MessageDesk(new MessageTools(
                base.clock(),
                base.sids(),
                base.scheduler(),
                base.scripts(),
                ground.store(),
                ground.log(),
                ground.numbers(),
                geography,
                web.customers(),
                application,
                deliveries,
                List.of(texts),
                (account, from, to, document, when) -> desk.get().order(account, from, to, document, when),
                emails,
                MessageLimits.DEFAULT.perSecond(configuration.limits().messagesPerSecond()),
                configuration.prices(),
                tolls));
        texts.start(messages);
        CallTools.Base tools = new CallTools.Base(
                base.clock(),
                base.scheduler(),
                base.scripts(),
                base.random(),
                base.sids(),
                ground.store(),
                ground.log(),
                ground.numbers(),
                configuration.prices());
        ConferenceDesk conferences = new ConferenceDesk(new ConferenceTools(
                base.clock(),
                base.scripts(),
                base.sids(),
                ground.store(),
                ground.log(),
                deliveries,
                media,
                ground.recordings(),
                addresses.api(),
                configuration.prices()));
        QueueDesk queues = new QueueDesk(new QueueTools(base.clock(), base.sids(), ground.store(), ground.log()));
        CallerIdDesk callerIds = new CallerIdDesk(ground.store(), base.clock(), base.sids(), base.random(), deliveries);
        CallDesk calls = new CallDesk(new CallTools(
                tools,
                lines(configuration, signalling, media, registrations, domains, carriers, tolls, addresses),
                sounds,
                recognition,
                ground.recordings(),
                new TranscriptionDesk(new TranscriptionTools(
                        base.clock(),
                        base.scripts(),
                        base.sids(),
                        ground.store(),
                        ground.log(),
                        deliveries,
                        ground.recordings(),
                        recognition,
                        addresses.api(),
                        configuration.prices())),
                new OwnPages(web.customers(), base.scripts(), callerIds::page),
                application,
                deliveries,
                messages,
                emails,
                geography,
                new Verbs(),
                limits(configuration),
                new CallTools.Meetings(conferences, queues),
                web.streams()));
        desk.set(calls);
        return new CallRoom(
                calls, messages, emails, texts, deliveries, registrations, conferences, queues, geography, callerIds);
    }

    /// Takes up what a former process left; before the first call.
    void recover() {
        registrations.recover();
        calls.recover();
        messages.recover();
        emails.recover();
    }

    void register(Meters meters) {
        meters.gauge("offhook_calls_live", "Calls in progress.", calls::active);
        meters.gauge("offhook_calls_waiting", "Calls of REST that wait for their turn.", calls::waiting);
        meters.gauge(
                "offhook_calls_late_ms",
                "Milliseconds that the oldest new call waits for its script, or the oldest transaction for the disk.",
                () -> calls.lateness() / 1e6);
        meters.total(
                "offhook_messages_throttled",
                "Messages refused because their account sends or gets too many in a second.",
                messages::throttled);
        meters.total(
                "offhook_calls_refused",
                "Calls refused: full, draining or not admitted.",
                () -> calls.counters().refusedCalls());
        meters.gauge("offhook_registrations", "Addresses of record with a device.", registrations::size);
    }

    private static CallTools.Lines lines(
            Configuration configuration,
            Signalling signalling,
            MediaServer media,
            RegistrationDesk registrations,
            DomainRoom domains,
            CarrierRoom carriers,
            TollGuard tolls,
            Server.Addresses addresses) {
        Gate gate = new CallGate(
                configuration.profile(),
                carriers.addresses(),
                !configuration.registrar().users().isEmpty(),
                domains.book(),
                new DomainGate(domains.book(), domains.users()));
        return new CallTools.Lines(
                signalling,
                media,
                registrations,
                domains.book(),
                gate,
                carriers.carriers(),
                tolls,
                WebRoom.destinations(configuration),
                configuration.mediaKeys(),
                configuration.connectors(),
                addresses.domain(),
                addresses.api());
    }

    private static CallLimits limits(Configuration configuration) {
        return new CallLimits(
                configuration.limits().calls(),
                DOCUMENTS_PER_MINUTE,
                configuration.limits().callDuration(),
                configuration.limits().callStart(),
                CallLimits.STANDARD.settle(),
                configuration.limits().outgoingCallsPerSecond(),
                configuration.limits().waitingCalls(),
                configuration.limits().recordingsPerCall());
    }

    private static int seconds(Duration duration) {
        return Math.toIntExact(duration.toSeconds());
    }
}
