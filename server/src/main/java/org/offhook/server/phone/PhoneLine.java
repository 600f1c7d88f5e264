package org.offhook.server.phone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.offhook.adapters.runtime.Dice;
import org.offhook.adapters.runtime.MachineClock;
import org.offhook.adapters.runtime.ThreadScheduler;
import org.offhook.adapters.runtime.VirtualScripts;
import org.offhook.adapters.sipnet.Secure;
import org.offhook.adapters.sipnet.SipNetLimits;
import org.offhook.adapters.sipnet.SystemDns;
import org.offhook.adapters.tls.Trust;
import org.offhook.core.script.Mailbox;
import org.offhook.core.signalling.IncomingInvite;
import org.offhook.core.signalling.InviteHandler.Admission;
import org.offhook.core.signalling.OutgoingInvite;
import org.offhook.core.signalling.OutgoingRegister;
import org.offhook.core.signalling.RegisterEvent;
import org.offhook.core.signalling.SignallingLimits;
import org.offhook.core.signalling.SipLeg;
import org.offhook.core.signalling.TextHandler;
import org.offhook.core.signalling.event.Publications;
import org.offhook.core.signalling.loop.SignallingShards;
import org.offhook.core.signalling.register.Bans;
import org.offhook.core.signalling.register.Users;
import org.offhook.core.time.Clock;
import org.offhook.core.web.DestinationPolicy;
import org.offhook.media.shard.MediaSettings;
import org.offhook.server.config.HostPort;
import org.offhook.server.config.PortRange;
import org.offhook.server.net.Advertised;
import org.offhook.server.net.Hosts;
import org.offhook.server.wiring.Closers;
import org.offhook.server.wiring.MediaRoom;
import org.offhook.server.wiring.SipRoom;

/// A line with a phone at its end: SIP and media on sockets of their own, and one call at a time. Nothing here
/// knows of a server: what it talks to may be any SIP user agent.
public final class PhoneLine implements AutoCloseable {

    /// Media ports; below those that the kernel hands out by itself, and not those of a server's default.
    private static final int LOW = 20_002;

    private static final int HIGH = 29_999;
    /// Seconds that the end of a registration may take.
    private static final long GOODBYE = 2;

    private final Closers closers = new Closers();
    private final Clock clock = new MachineClock();
    private final RandomGenerator random = Dice.secure();
    private final ThreadScheduler timers = closers.add(new ThreadScheduler());
    private final VirtualScripts scripts = new VirtualScripts(timers);
    private final MediaRoom media;
    private final HostPort address;
    private final SignallingShards signalling;
    /// The call that waits to be called.
    private final AtomicReference<@Nullable Mailbox<PhoneSignal>> waiting = new AtomicReference<>();

    private final AtomicReference<@Nullable Mailbox<PhoneSignal>> current = new AtomicReference<>();

    private PhoneLine(HostPort at, String product, @Nullable Path trusted) throws IOException {
        InetAddress local = Hosts.local(at.host(), "--sip");
        String told = Hosts.told(local, null);
        SipRoom sip = closers.add(SipRoom.open(
                new InetSocketAddress(local, at.port()),
                Advertised.of(local, local, null, List.of(), clock),
                product,
                List.of(),
                Set.of(Captions.PACKAGE),
                SipNetLimits.STANDARD,
                new Secure(null, false, Trust.of(trusted)),
                clock));
        address = new HostPort(told, sip.port());
        media = closers.add(MediaRoom.open(
                new PortRange(at.host(), LOW, HIGH),
                local,
                told,
                DestinationPolicy.open(),
                MediaSettings.DEFAULT,
                clock,
                random));
        signalling = sip.wire(
                0,
                SignallingLimits.STANDARD,
                this::called,
                Users.NOBODY,
                new Bans(SignallingLimits.STANDARD),
                (_, _, _, _) -> CompletableFuture.failedFuture(new UnsupportedOperationException("no registrar")),
                TextHandler.NOBODY,
                List.of(),
                Publications.NOBODY,
                new SystemDns("dns:"),
                random);
        sip.start();
    }

    /// @param at      a host of this machine, and the port of SIP, 0 for any free one
    /// @param product for `User-Agent`
    /// @throws IOException with one line when a port cannot be opened
    public static PhoneLine open(HostPort at, String product) throws IOException {
        return open(at, product, null);
    }

    /// @param trusted a PEM file of authorities that are trusted besides those of Java, or null
    /// @throws IOException with one line when a port cannot be opened, or the file cannot be used
    public static PhoneLine open(HostPort at, String product, @Nullable Path trusted) throws IOException {
        return new PhoneLine(at, product, trusted);
    }

    /// Where the phone is reached.
    public HostPort address() {
        return address;
    }

    /// Calls somebody and stays until the call is over.
    ///
    /// @param invite without SDP
    /// @param told   hears every moment as it happens
    public PhoneReport call(OutgoingInvite invite, PhonePlan plan, Consumer<Moment> told) throws InterruptedException {
        return run(plan, told, call -> mailbox -> call.dial(signalling, invite, mailbox));
    }

    /// Waits for a call and stays until it is over.
    ///
    /// @param told hears every moment as it happens
    public PhoneReport answer(PhonePlan plan, Consumer<Moment> told) throws InterruptedException {
        return run(plan, told, call -> mailbox -> {
            waiting.set(mailbox);
            return call.answer(address.toString(), mailbox);
        });
    }

    /// Hangs up, if there is a call; it then ends as calls do. From any thread.
    public void hangUp() {
        Mailbox<PhoneSignal> call = current.get();
        if (call != null) {
            call.put(new PhoneSignal.Leave());
        }
    }

    /// Registers, and stays registered until the line is closed.
    ///
    /// @return what the registrar said; [RegisterEvent.Registered] is success
    public RegisterEvent register(OutgoingRegister register) throws InterruptedException {
        CompletableFuture<RegisterEvent> first = new CompletableFuture<>();
        CompletableFuture<RegisterEvent> last = new CompletableFuture<>();
        var kept = signalling.register(register, event -> {
            first.complete(event);
            if (!(event instanceof RegisterEvent.Registered)) {
                last.complete(event);
            }
        });
        closers.add(() -> {
            kept.remove();
            await(last);
        });
        try {
            return first.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private PhoneReport run(
            PhonePlan plan, Consumer<Moment> told, Function<PhoneCall, Function<Mailbox<PhoneSignal>, PhoneReport>> how)
            throws InterruptedException {
        CompletableFuture<PhoneReport> report = new CompletableFuture<>();
        current.set(scripts.start("phone", mailbox -> {
            try {
                PhoneCall call = new PhoneCall(plan, clock, media.media(), told);
                report.complete(how.apply(call).apply(mailbox));
            } catch (RuntimeException | Error failure) {
                report.completeExceptionally(failure);
            }
        }));
        try {
            return report.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the phone's call failed", failure.getCause());
        } finally {
            current.set(null);
            waiting.set(null);
        }
    }

    /// On the signalling loop. Who calls while nobody waits hears that the phone is busy.
    private Admission called(IncomingInvite invite, SipLeg leg) {
        Mailbox<PhoneSignal> mailbox = waiting.getAndSet(null);
        if (mailbox == null) {
            return new Admission.Refused(486, "Busy Here", Map.of());
        }
        mailbox.put(new PhoneSignal.Called(invite, leg));
        return new Admission.Admitted(event -> mailbox.put(new PhoneSignal.Sip(event)));
    }

    private static void await(CompletableFuture<RegisterEvent> last) throws InterruptedException {
        try {
            last.get(GOODBYE, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException _) {
            // The binding ends by itself.
        }
    }

    @Override
    public void close() {
        closers.close();
    }
}
