package org.offhook.testkit.fakes;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.testkit.fakes.sip.AgentCall;
import org.offhook.testkit.fakes.sip.CallListener;
import org.offhook.testkit.network.Address;
import org.offhook.testkit.sound.Sound;

/// One call of a [FakePhone].
///
/// Methods in the third person (`hears`, `presses`, `hangsUp`) are steps of a plan that is carried out in order
/// as the call goes on; the first step that needs an answered call waits for the answer. Methods in the
/// imperative (`press`, `hangUp`) happen at once.
public final class PhoneCall {

    private static final Duration RING = Duration.ofSeconds(2);

    private final Surroundings around;
    private final String who;
    private final String other;
    private final Address media;
    private final boolean placed;
    private final Hearing hearing;
    private final Plan plan;
    private @Nullable AgentCall call;
    private @Nullable Address remote;
    private int version = 1;
    private boolean rang;
    private boolean answered;
    private boolean holding;
    private @Nullable Duration answeredAt;
    private @Nullable Duration endedAt;
    private int status;
    private boolean endedHere;

    PhoneCall(Surroundings around, String who, String other, Address media, boolean placed) {
        this.placed = placed;
        this.around = around;
        this.who = who;
        this.other = other;
        this.media = media;
        this.hearing =
                new Hearing(around.timeline(), line -> around.transcript().note(who, line));
        this.plan = new Plan(around.timeline(), this::live);
        around.air().listen(media, this::hear);
    }

    // ---- What it does, step by step

    /// Waits until something with this text begins to be heard, after what earlier steps waited for.
    public PhoneCall hears(String text) {
        plan.when(() -> hearing.find(text, false));
        return this;
    }

    /// Waits until something with this text has been heard to its end.
    public PhoneCall hearsOut(String text) {
        plan.when(() -> hearing.find(text, true));
        return this;
    }

    /// Waits for the answer.
    public PhoneCall getsAnswered() {
        plan.when(() -> answered);
        return this;
    }

    /// Lets time pass.
    public PhoneCall waits(Duration duration) {
        plan.pause(duration);
        return this;
    }

    /// Presses keys by RFC 4733, a quarter of a second apart; `w` waits half a second.
    public PhoneCall presses(String keys) {
        return whenAnswered(() -> press(keys));
    }

    /// Presses keys by SIP INFO.
    public PhoneCall pressesByInfo(String keys) {
        return whenAnswered(() -> pressByInfo(keys));
    }

    /// Speaks; the next step comes when it has finished.
    public PhoneCall says(String text, Duration length) {
        whenAnswered(() -> say(text, length));
        plan.pause(length);
        return this;
    }

    public PhoneCall holds() {
        return whenAnswered(() -> hold(true));
    }

    public PhoneCall resumes() {
        return whenAnswered(() -> hold(false));
    }

    /// Hangs up, answered or not.
    public PhoneCall hangsUp() {
        plan.then(this::hangUp);
        return this;
    }

    /// Called: 180.
    public PhoneCall rings() {
        plan.then(() -> need(call).progress(180, ""));
        return this;
    }

    /// Called: 183, and something to hear before the answer.
    public PhoneCall announces(String text, Duration length) {
        plan.then(() -> {
            need(call).progress(183, answerSdp());
            say(text, length);
        });
        return this;
    }

    /// Called: 200.
    public PhoneCall answers() {
        plan.then(this::answer);
        return this;
    }

    /// Called: rings for two seconds and answers.
    public PhoneCall answersPolitely() {
        return rings().waits(RING).answers();
    }

    /// Called: 486, 503, …
    public PhoneCall refuses(int code) {
        plan.then(() -> refuse(code));
        return this;
    }

    private PhoneCall whenAnswered(Runnable task) {
        getsAnswered();
        plan.then(task);
        return this;
    }

    // ---- What it does at once

    public void press(String keys) {
        Duration at = Duration.ZERO;
        for (int i = 0; i < keys.length(); i++) {
            char key = keys.charAt(i);
            if (key == 'w') {
                at = at.plusMillis(500);
            } else {
                around.timeline().after(at, "phone presses", () -> pressOne(key));
                at = at.plusMillis(250);
            }
        }
    }

    private void pressOne(char key) {
        if (live() && remote != null) {
            around.transcript().note(who, "presses " + key);
            around.air().send(media, remote, new Sound.Key(key));
        }
    }

    public void pressByInfo(String keys) {
        for (int i = 0; i < keys.length(); i++) {
            char key = keys.charAt(i);
            around.transcript().note(who, "presses " + key + " by INFO");
            need(call).info("application/dtmf-relay", "Signal=" + key + "\r\nDuration=160\r\n");
        }
    }

    public void say(String text, Duration length) {
        if (live() && remote != null) {
            around.transcript().note(who, "says \"" + text + "\"");
            around.air().send(media, remote, new Sound.Begins(around.air().nextId(), text, length));
        }
    }

    /// Puts the far end on hold, or takes it back.
    public void hold(boolean on) {
        if (need(call).up()) {
            holding = on;
            version++;
            around.transcript().note(who, on ? "holds" : "resumes");
            need(call).reoffer(SdpText.write(media, version, on ? "sendonly" : "sendrecv"));
        }
    }

    public void answer() {
        if (live() && !answered) {
            answered = true;
            answeredAt = around.timeline().elapsed();
            around.transcript().note(who, "answers");
            need(call).answer(answerSdp());
            plan.look();
        }
    }

    public void refuse(int code) {
        need(call).refuse(code, "Refused", List.of());
    }

    public void hangUp() {
        if (live()) {
            around.transcript().note(who, "hangs up");
            need(call).hangUp();
        }
    }

    // ---- What became of it

    /// Who it is with: the number called, or the caller's.
    public String other() {
        return other;
    }

    /// Whether this phone placed it.
    public boolean placedHere() {
        return placed;
    }

    /// Whose call it is.
    public String owner() {
        return who;
    }

    public boolean live() {
        AgentCall agentCall = call;
        return endedAt == null && (agentCall == null || agentCall.live());
    }

    public boolean rang() {
        return rang;
    }

    public boolean answered() {
        return answered;
    }

    /// The SIP status that ended it: 200 after a BYE; 0 while it lives.
    public int status() {
        return status;
    }

    /// Whether this phone ended it.
    public boolean endedHere() {
        return endedHere;
    }

    /// From its answer to its end; zero when it was not answered.
    public Duration duration() {
        Duration from = answeredAt;
        Duration to = endedAt;
        return from == null ? Duration.ZERO : (to == null ? around.timeline().elapsed() : to).minus(from);
    }

    /// What was heard, in order: captions, those that were cut short with ` …` behind.
    public List<String> heard() {
        return hearing.captions();
    }

    /// Keys that came from the far end.
    public String keysHeard() {
        return hearing.keys();
    }

    /// The Call-ID.
    public String callId() {
        return need(call).callId();
    }

    // ---- Between phone and call

    void bind(AgentCall agentCall) {
        call = agentCall;
    }

    void began(String what) {
        around.transcript().note(who, what);
    }

    String offer() {
        return SdpText.write(media, version, "sendrecv");
    }

    private String answerSdp() {
        version++;
        return SdpText.write(media, version, "sendrecv");
    }

    void offered(String sdp) {
        if (!sdp.isEmpty()) {
            remote = SdpText.read(sdp).address();
        }
    }

    void fallSilent() {
        if (endedAt == null) {
            endedAt = around.timeline().elapsed();
            around.air().leave(media);
        }
    }

    private void hear(Address from, Sound sound) {
        if (from.equals(remote) && !holding) {
            hearing.hear(sound);
            if (sound instanceof Sound.Begins begins) {
                around.timeline().after(begins.length(), "phone has heard", plan::look);
            }
            plan.look();
        }
    }

    CallListener ears() {
        return new Ears();
    }

    private final class Ears implements CallListener {

        @Override
        public void progressed(int code, String sdp) {
            if (!rang) {
                around.transcript().note(who, "hears it ring");
            }
            rang = true;
            offered(sdp);
            plan.look();
        }

        @Override
        public void answered(String sdp) {
            offered(sdp);
            if (!answered) {
                answered = true;
                answeredAt = around.timeline().elapsed();
                around.transcript().note(who, "is answered");
                plan.look();
            }
        }

        @Override
        public String reoffered(String sdp) {
            offered(sdp);
            version++;
            String direction = sdp.isEmpty() || !SdpText.read(sdp).held() ? "sendrecv" : "recvonly";
            return SdpText.write(media, version, direction);
        }

        @Override
        public void renegotiated(int code, String sdp) {
            if (code == 200) {
                offered(sdp);
            } else {
                around.transcript().note(who, "is refused other media: " + code);
            }
        }

        @Override
        public void ended(int code, boolean local) {
            status = code;
            endedHere = local;
            hearing.end();
            if (!local) {
                around.transcript().note(who, code == 200 ? "is hung up on" : "is told " + code);
            }
            fallSilent();
        }
    }

    private static <T> T need(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("not yet connected");
        }
        return value;
    }
}
