package org.offhook.testkit.fakes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.offhook.testkit.fakes.sip.AgentCall;
import org.offhook.testkit.fakes.sip.UserAgent;
import org.offhook.testkit.network.Address;

/// A telephone: it calls, is called, presses, speaks and hears. Or a carrier, which is a telephone with all
/// numbers of the world.
///
/// A call that comes in is answered after two rings unless [#onCall] says otherwise.
public final class FakePhone {

    private static final int FIRST_PORT = 40_000;

    private final Surroundings around;
    private final String name;
    private final UserAgent agent;
    private final List<PhoneCall> calls = new ArrayList<>();
    private Consumer<PhoneCall> manners = PhoneCall::answersPolitely;
    private int nextPort = FIRST_PORT;

    /// @param name    what it shows as its own number, and is called in the transcript
    /// @param address where its SIP listens; its media are at the same host
    public FakePhone(Surroundings around, String name, Address address) {
        this.around = around;
        this.name = name;
        this.agent = new UserAgent(around.timeline(), around.network(), address, this::called);
    }

    public String name() {
        return name;
    }

    /// Its SIP URI, for `<Sip>` and contacts.
    public String uri() {
        return "sip:" + name.replace("+", "") + "@" + agent.address();
    }

    /// Calls a number of the platform or a `sip:` URI that the platform knows.
    public PhoneCall calls(String number) {
        return calls(number, name, Map.of());
    }

    /// Calls, showing `from` as its number and with headers of its own.
    public PhoneCall calls(String number, String from, Map<String, String> headers) {
        String target = number.startsWith("sip:") ? number : "sip:" + number + "@" + around.platform();
        PhoneCall call = new PhoneCall(around, from, number, nextMedia(), true);
        calls.add(call);
        call.began("calls " + number);
        call.bind(agent.call(
                around.platform(), target, "sip:" + from + "@" + agent.address(), headers, call.offer(), call.ears()));
        return call;
    }

    /// What it does when it is called: steps of [PhoneCall], such as `call -> call.refuses(486)`.
    public FakePhone onCall(Consumer<PhoneCall> how) {
        manners = how;
        return this;
    }

    /// All its calls, oldest first.
    public List<PhoneCall> calls() {
        return List.copyOf(calls);
    }

    /// Calls that are not over.
    public int live() {
        return agent.live();
    }

    /// Wrongs of the platform in SIP that it noticed.
    public List<String> complaints() {
        return agent.complaints();
    }

    /// The power fails: no packet comes from here any more, not even a farewell.
    public void unplug() {
        around.transcript().note(name, "loses its power");
        agent.unplug();
        calls.forEach(PhoneCall::fallSilent);
    }

    private void called(AgentCall incoming) {
        String user = incoming.request().target().replaceFirst("^sip:", "").replaceFirst("@.*", "");
        PhoneCall call = new PhoneCall(around, user, caller(incoming), nextMedia(), false);
        calls.add(call);
        call.bind(incoming);
        incoming.listener(call.ears());
        call.began("is called by " + caller(incoming));
        call.offered(incoming.request().body());
        manners.accept(call);
    }

    private static String caller(AgentCall incoming) {
        return incoming.remote().replaceFirst("^sip:", "").replaceFirst("@.*", "");
    }

    private Address nextMedia() {
        Address media = new Address(agent.address().host(), nextPort);
        nextPort += 2;
        return media;
    }
}
