package org.offhook.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.offhook.testkit.fakes.PhoneCall;

class FirstCallTest {

    @Test
    void aCallIsAVisitToAWebSite() {
        try (World world = World.seeded(7)) {
            world.app().on("/voice", """
                            <Response>
                              <Gather numDigits="1" action="/menu"><Say>Press one for sales.</Say></Gather>
                            </Response>""").on("/menu", "<Response><Say>You are through to sales.</Say></Response>");
            world.number("+15550100", "/voice");
            PhoneCall call = world.phone().calls("+15550100").hears("Press one").presses("1");
            world.run();

            assertThat(call.heard()).containsExactly("Press one for sales. …", "You are through to sales.");
            assertThat(world.transcript()).hasToString("""
                        0.0  +15550201 calls +15550100
                        0.0  app.example POST /voice CallStatus=ringing -> 200
                        0.0  +15550201 hears it ring
                        0.0  +15550201 is answered
                        0.1  +15550201 hears "Press one for sales."
                        0.1  +15550201 presses 1
                        0.1  app.example POST /menu CallStatus=in-progress Digits=1 -> 200
                        0.2  +15550201 hears no more of "Press one for sales."
                        0.2  +15550201 hears "You are through to sales."
                        2.2  +15550201 is hung up on
                    """);
        }
    }
}
