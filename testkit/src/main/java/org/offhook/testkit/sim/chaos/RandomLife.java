package org.offhook.testkit.sim.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.offhook.core.numbers.NumberSettings;
import org.offhook.testkit.fakes.FakePhone;
import org.offhook.testkit.sim.Tenant;
import org.offhook.testkit.sim.World;

/// Fills a world: one or two tenants with two numbers each, a carrier, two phones, one to four calls from
/// outside and up to two by request, and a few changes under way.
public final class RandomLife {

    private static final Duration BUSY_TIME = Duration.ofSeconds(20);
    /// In so many of a hundred worlds.
    private static final int POWER_CUTS = 12;

    private static final Duration LONGEST_DARK = Duration.ofSeconds(15);
    private static final String NOBODY = "+15550999";

    private final World world;
    private final Chance chance;
    private final RandomManners manners;
    private final List<FakePhone> phones = new ArrayList<>();
    private final List<String> numbers = new ArrayList<>();

    private RandomLife(World world) {
        this.world = world;
        this.chance = new Chance(world.timeline().random("life"));
        this.manners = new RandomManners(world, new Chance(world.timeline().random("manners")));
    }

    /// Sets everything going; nothing happens until the world runs.
    public static void begin(World world) {
        new RandomLife(world).begin();
    }

    private void begin() {
        FakePhone carrier = world.carrier();
        carrier.onCall(call -> manners.called(carrier, call));
        List<String> sips = new ArrayList<>(List.of("sip:nobody@10.0.7.7", "sip:agent@" + world.sipHost()));
        for (int i = 0; i < 2; i++) {
            FakePhone phone = world.phone();
            phone.onCall(call -> manners.called(phone, call));
            phones.add(phone);
            sips.add(phone.uri());
        }
        world.register("agent", phones.getFirst());
        Chance power = new Chance(world.timeline().random("power"));
        if (power.percent(POWER_CUTS)) {
            Duration dark = power.upTo(LONGEST_DARK);
            world.after(power.upTo(Duration.ofSeconds(60)), () -> world.powerFails(dark));
        }
        int tenants = chance.percent(60) ? 2 : 1;
        for (int i = 0; i < tenants; i++) {
            tenant(i, sips);
        }
        List<String> reachable = new ArrayList<>(numbers);
        reachable.add(NOBODY);
        for (int left = chance.between(1, 4); left > 0; left--) {
            FakePhone phone = chance.one(phones);
            String number = chance.one(reachable);
            world.after(chance.upTo(BUSY_TIME), () -> manners.call(phone, number));
        }
    }

    private void tenant(int index, List<String> sips) {
        Tenant tenant = world.tenant(index == 0 ? "alice" : "bob");
        String own = "+1555010" + index;
        List<String> callable = List.of("+15550100", "+15550101", "+15550110", "+442079460000", "+33123456789", NOBODY);
        Chance apps = new Chance(world.timeline().random("app " + index));
        RandomPlaces places =
                new RandomPlaces(apps, callable, sips, tenant.app().url("/callback"));
        new RandomApp(apps, new RandomDocuments(apps, places, apps.percent(30) ? 70 : 8), chance.between(0, 15))
                .open(tenant.app());
        tenant.number(
                own,
                new NumberSettings(
                        null,
                        tenant.hook("/doc1"),
                        chance.percent(50) ? tenant.hook("/fallback") : null,
                        chance.percent(70) ? tenant.hook("/doc3") : null,
                        null,
                        chance.percent(60) ? tenant.hook("/callback") : null,
                        false));
        tenant.number("+1555011" + index, "/doc2");
        numbers.add(own);
        numbers.add("+1555011" + index);
        RandomRequests requests = new RandomRequests(tenant, apps, places);
        for (int left = chance.between(0, 2); left > 0; left--) {
            world.after(chance.upTo(BUSY_TIME), () -> requests.place(own));
        }
        for (int left = chance.between(0, 4); left > 0; left--) {
            world.after(chance.upTo(Duration.ofSeconds(60)), requests::change);
        }
    }
}
