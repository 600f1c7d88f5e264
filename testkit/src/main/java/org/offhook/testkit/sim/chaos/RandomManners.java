package org.offhook.testkit.sim.chaos;

import java.time.Duration;
import org.offhook.testkit.fakes.FakePhone;
import org.offhook.testkit.fakes.PhoneCall;
import org.offhook.testkit.sim.World;

/// What people at phones do.
final class RandomManners {

    private static final Duration LONGEST_TALK = Duration.ofSeconds(90);

    private final World world;
    private final Chance chance;

    RandomManners(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
    }

    /// Calls, and does whatever comes to mind.
    void call(FakePhone phone, String number) {
        PhoneCall call = phone.calls(number);
        if (chance.percent(15)) {
            // Before anything has happened: sometimes before the first response.
            world.after(chance.upTo(Duration.ofSeconds(3)), call::hangUp);
        }
        live(phone, call);
    }

    /// Is called.
    void called(FakePhone phone, PhoneCall call) {
        switch (chance.between(0, 11)) {
            case 0 -> call.refuses(486);
            case 1 -> call.refuses(503);
            case 2 -> call.refuses(404);
            case 3 -> call.rings(); // and rings, and rings
            case 4 -> call.waits(chance.seconds(0, 40)).answers(); // without ringing
            case 5 ->
                call.announces("This is the ringing of a strange land.", chance.seconds(1, 5))
                        .waits(chance.seconds(0, 5))
                        .answers();
            case 6 -> call.rings().waits(chance.seconds(0, 4)).refuses(603);
            default -> call.rings().waits(chance.seconds(0, 8)).answers();
        }
        live(phone, call);
    }

    private void live(FakePhone phone, PhoneCall call) {
        Duration end = chance.upTo(LONGEST_TALK);
        for (int left = chance.between(0, 6); left > 0; left--) {
            world.after(chance.upTo(end), () -> act(call));
        }
        if (chance.percent(2)) {
            world.after(chance.upTo(end), phone::unplug);
        }
        world.after(end, call::hangUp);
    }

    private void act(PhoneCall call) {
        if (!call.live() || !call.answered()) {
            return;
        }
        switch (chance.between(0, 9)) {
            case 0, 1, 2, 3 -> call.press(chance.keys(4));
            case 4 -> call.pressByInfo(chance.keys(2));
            case 5, 6 -> call.say("Something or other.", chance.seconds(1, 8));
            case 7 -> call.hold(true);
            case 8 -> call.hold(false);
            default -> {}
        }
    }
}
