package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.offhook.testkit.http.Reply;

/// `/pricing/v1` and `/pricing/v2`, from the prices of the fixture: a cent a minute, 2.50 to +1900.
final class PricingTest {

    private final ApiFixture fixture = new ApiFixture();

    private Reply get(String path) {
        Reply reply = fixture.alice.get("/pricing" + path);
        assertThat(reply.status()).isEqualTo(200);
        return reply;
    }

    @Test
    void aCountryHasARowForItsCodeAndForEachLongerPrefix() {
        Reply voice = get("/v1/Voice/Countries/US");
        assertThat(voice.at("/outbound_prefix_prices/0/prefixes/0")).isEqualTo("1");
        assertThat(voice.at("/outbound_prefix_prices/0/current_price")).isEqualTo("0.01");
        assertThat(voice.at("/outbound_prefix_prices/1/prefixes/0")).isEqualTo("1900");
        assertThat(voice.at("/outbound_prefix_prices/1/current_price")).isEqualTo("2.5");
        assertThat(voice.at("/inbound_call_prices/0/current_price")).isEqualTo("0.01");
        assertThat(voice.at("/price_unit")).isEqualTo("USD");
        assertThat(get("/v2/Trunking/Countries/US").at("/terminating_prefix_prices/1/destination_prefixes/0"))
                .isEqualTo("1900");
    }

    @Test
    void aNumberCostsWhatItsLongestPrefixSays() {
        assertThat(get("/v1/Voice/Numbers/%2B19005550100").at("/outbound_call_price/current_price"))
                .isEqualTo("2.5");
        assertThat(get("/v1/Voice/Numbers/+14155550100").at("/outbound_call_price/current_price"))
                .isEqualTo("0.01");
        Reply second = get("/v2/Voice/Numbers/+14155550100?OriginationNumber=%2B14155550199");
        assertThat(second.at("/outbound_call_prices/0/base_price")).isEqualTo("0.01");
        assertThat(second.at("/origination_number")).isEqualTo("+14155550199");
        assertThat(fixture.alice.get("/pricing/v1/Voice/Numbers/abc").at("/code"))
                .isEqualTo("21211");
    }

    @Test
    void aMessageHasAPriceByCountryAndANumberCostsNothing() {
        Reply messages = get("/v1/Messaging/Countries/us");
        assertThat(messages.at("/outbound_sms_prices/0/prices/0/current_price")).isEqualTo("0.005");
        assertThat(messages.at("/inbound_sms_prices/0/current_price")).isEqualTo("0.005");
        assertThat(get("/v1/PhoneNumbers/Countries/US").at("/phone_number_prices/0/current_price"))
                .isEqualTo("0");
    }

    @Test
    void aCountryThatThereIsNotIsNotFound() {
        assertThat(fixture.alice.get("/pricing/v1/Voice/Countries/ZZ").status()).isEqualTo(404);
        assertThat(get("/v1/Voice/Countries").at("/countries/0/iso_country")).isEqualTo("US");
    }
}
