package org.offhook.testkit.router;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offhook.core.events.EventType;
import org.offhook.core.signalling.IncomingInvite;
import org.offhook.core.signalling.InviteHandler;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.OutgoingInvite;
import org.offhook.core.signalling.SipLeg;
import org.offhook.core.trunks.Loopback;
import org.offhook.testkit.network.Address;
import org.offhook.testkit.sound.Sound;

/// A phone at the end of a perfect wire: what SIP does in between is tested elsewhere.
final class TestPhone implements InviteHandler {

    private static final Pattern PORT = Pattern.compile("m=audio (\\d+)");

    final String address;
    final List<LegEvent> events = new ArrayList<>();
    final Map<String, String> headers = new TreeMap<>();
    IncomingInvite invite;

    private final RouterWorld world;
    private final Address ear;
    private final List<Heard> heard = new ArrayList<>();
    private final StringBuilder keysHeard = new StringBuilder();
    private SipLeg leg;
    private Address platform;
    private boolean left;
    private Runnable whenCalled = () -> answer();

    TestPhone(RouterWorld world, Address ear, String address) {
        this.world = world;
        this.address = address;
        this.ear = ear;
        world.air.listen(ear, (from, sound) -> hear(sound));
    }

    private static final class Heard {
        private final Sound.Begins sound;
        private final Duration until;
        private boolean cut;

        Heard(Sound.Begins sound, Duration until) {
            this.sound = sound;
            this.until = until;
        }
    }

    // As the caller

    /// Calls a number of the platform.
    TestPhone dial(String number) {
        OutgoingInvite out = new OutgoingInvite(
                "sip:" + number + "@platform.example",
                null,
                address,
                "Ada",
                "sip:" + number + "@platform.example",
                headers,
                sdp(),
                null);
        InviteHandler platform = (invite, wire) -> world.desk.takesMore()
                ? world.desk.incoming(fromOutside(invite), wire)
                : new Admission.Refused(503, "Service Unavailable", Map.of());
        leg = new Loopback(platform, "wire-of-" + address).invite(out, this::heard);
        return this;
    }

    private static IncomingInvite fromOutside(IncomingInvite invite) {
        return new IncomingInvite(
                invite.callId(),
                invite.target(),
                invite.from(),
                invite.fromName(),
                invite.to(),
                invite.headers(),
                invite.sdp(),
                new IncomingInvite.Source("198.51.100.7", 5060),
                "udp",
                null);
    }

    // As the callee

    /// What it does when it is called; it answers at once unless told otherwise.
    TestPhone whenCalled(Runnable doing) {
        whenCalled = doing;
        return this;
    }

    TestPhone answersAfter(Duration delay) {
        return whenCalled(() -> {
            ring();
            world.timeline.after(delay, address + " answers", this::answer);
        });
    }

    TestPhone refusesWith(int status) {
        return whenCalled(() -> leg.refuse(status, "No", Map.of("X-Why", "because")));
    }

    TestPhone ringsAndAnswersAtOnce() {
        return whenCalled(() -> {
            ring();
            answer();
        });
    }

    TestPhone onlyRings() {
        return whenCalled(this::ring);
    }

    @Override
    public Admission incoming(IncomingInvite arriving, SipLeg wire) {
        invite = arriving;
        leg = wire;
        world.timeline.after(Duration.ofMillis(20), address + " is called", whenCalled);
        return new Admission.Admitted(this::heard);
    }

    void ring() {
        leg.progress(180, null);
    }

    void answer() {
        if (!isOver()) {
            meet(invite.sdp());
            // Of several streams it takes the first.
            int offered = PORT.split(invite.sdp()).length - 1;
            leg.answer(sdp() + "m=audio 0 RTP/AVP 0\r\n".repeat(Math.max(0, offered - 1)));
        }
    }

    private String sdp() {
        return String.join(
                "\r\n",
                "v=0",
                "o=- 1 1 IN IP4 " + ear.host(),
                "s=-",
                "c=IN IP4 " + ear.host(),
                "t=0 0",
                "m=audio " + ear.port() + " RTP/AVP 0 101",
                "a=rtpmap:101 telephone-event/8000",
                "");
    }

    // As both

    void hangUp() {
        leg.hangUp();
    }

    void info(String contentType, String body) {
        leg.info(contentType, body, Map.of());
    }

    void reoffer() {
        leg.reoffer(sdp());
    }

    /// Presses keys in the sound, one every 200 ms.
    void press(String keys) {
        for (int i = 0; i < keys.length(); i++) {
            char key = keys.charAt(i);
            world.timeline.after(
                    Duration.ofMillis(200L * i), address + " presses " + key, () -> say(new Sound.Key(key)));
        }
    }

    void speak(Duration duration) {
        say(address + " speaks", duration);
    }

    void say(String text, Duration duration) {
        say(new Sound.Begins(world.air.nextId(), text, duration));
    }

    private void say(Sound sound) {
        world.air.send(ear, platform, sound);
    }

    private void hear(Sound sound) {
        switch (sound) {
            case Sound.Begins begins ->
                heard.add(new Heard(begins, world.timeline.elapsed().plus(begins.length())));
            case Sound.Stops(long id) ->
                heard.stream()
                        .filter(one -> one.sound.id() == id && one.until.compareTo(world.timeline.elapsed()) > 0)
                        .forEach(one -> one.cut = true);
            case Sound.Key(char key) -> keysHeard.append(key);
        }
    }

    /// What was heard, in order; what was cut short ends with an ellipsis.
    List<String> heard() {
        return heard.stream()
                .map(one -> one.sound.caption() + (one.cut ? "…" : ""))
                .toList();
    }

    /// Keys that came with the sound.
    String keysHeard() {
        return keysHeard.toString();
    }

    /// Whether this callee's leg and its caller's are joined now, as the events tell it.
    boolean isJoined() {
        String call = invite == null ? "" : invite.header("X-Twilio-CallSid");
        return world.count(EventType.BRIDGED, "with", call) > world.count(EventType.UNBRIDGED, "with", call);
    }

    boolean joinedWith(TestPhone callee) {
        return callee.isJoined();
    }

    boolean isAnswered() {
        return platform != null && !isOver();
    }

    boolean isOver() {
        return events.stream().anyMatch(e -> e instanceof LegEvent.Ended || e instanceof LegEvent.Refused);
    }

    /// The last event's status: how it ended.
    int finalStatus() {
        return switch (events.getLast()) {
            case LegEvent.Refused refused -> refused.status();
            case LegEvent.Ended ended -> ended.status();
            default -> 0;
        };
    }

    long count(Class<? extends LegEvent> type) {
        return events.stream().filter(type::isInstance).count();
    }

    private void heard(LegEvent event) {
        events.add(event);
        if (event instanceof LegEvent.Answered(String sdp, Map<String, List<String>> _) && sdp != null) {
            meet(sdp);
        }
        if (isOver() && !left) {
            left = true;
            // The last bit of sound is on its way longer than signalling.
            world.timeline.after(Duration.ofMillis(100), address + " goes", () -> world.air.leave(ear));
        }
    }

    private void meet(String sdp) {
        Matcher port = PORT.matcher(sdp);
        if (port.find()) {
            platform = new Address(RouterWorld.MEDIA, Integer.parseInt(port.group(1)));
        }
    }
}
