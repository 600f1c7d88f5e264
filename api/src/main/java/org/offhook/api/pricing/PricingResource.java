package org.offhook.api.pricing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.api.http.Router;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Pages;
import org.offhook.api.rest.Rest;
import org.offhook.api.v2010.Desks;
import org.offhook.core.numbers.E164;
import org.offhook.core.numbers.Geography;
import org.offhook.core.numbers.Geography.Country;
import org.offhook.core.usage.Rates;

/// `/pricing/v1` and `/pricing/v2`: prices by country and by number. Numbers themselves cost nothing here.
public final class PricingResource {

    private static final String HOME = "/pricing";
    private static final int BAD_NUMBER = 21211;

    private final Geography geography;
    private final PriceTable table;
    private final String currency;

    public PricingResource(Desks desks) {
        this.geography = desks.stock().geography();
        this.table = new PriceTable(desks.usage().prices());
        this.currency = desks.currency();
    }

    /// What has prices.
    private enum Product {
        VOICE("/v1/Voice"),
        VOICE_FROM("/v2/Voice"),
        TRUNKING("/v2/Trunking"),
        MESSAGING("/v1/Messaging"),
        NUMBERS("/v1/PhoneNumbers");

        private final String path;

        Product(String path) {
            this.path = path;
        }
    }

    public void route(Router router, Rest rest) {
        for (Product product : Product.values()) {
            String countries = HOME + product.path + "/Countries";
            router.add("GET", countries, rest.guarded(ask -> list(ask, countries)));
            router.add("GET", countries + "/{IsoCountry}", rest.guarded(ask -> country(ask, product, countries)));
        }
        router.add("GET", HOME + "/v1/Voice/Numbers/{Number}", rest.guarded(ask -> number(ask, Product.VOICE)));
        for (Product product : List.of(Product.VOICE_FROM, Product.TRUNKING)) {
            router.add(
                    "GET",
                    HOME + product.path + "/Numbers/{DestinationNumber}",
                    rest.guarded(ask -> number(ask, product)));
        }
    }

    private Answer list(Ask ask, String path) {
        List<Element> items = geography.countries().stream()
                .map(country ->
                        named(country).with("url", ask.exchange().request().base() + path + "/" + country.letters()))
                .toList();
        return Pages.of(ask, "Countries", "countries", items);
    }

    private Answer country(Ask ask, Product product, String path) {
        String wanted = ask.exchange().path("IsoCountry").toUpperCase(Locale.ROOT);
        return find(wanted)
                .<Answer>map(country -> Answer.ok(priced(product, country)
                        .with("price_unit", currency)
                        .with("url", ask.exchange().request().base() + path + "/" + wanted)))
                .orElseGet(() -> Answer.notFound(ask));
    }

    private Element priced(Product product, Country country) {
        String code = country.code();
        String name = country.name();
        Element view = named(country);
        return switch (product) {
            case VOICE ->
                view.with("outbound_prefix_prices", table.callsTo(code, name, "prefixes", false))
                        .with("inbound_call_prices", table.calls(code));
            case VOICE_FROM ->
                view.with("outbound_prefix_prices", table.callsTo(code, name, "destination_prefixes", true))
                        .with("inbound_call_prices", table.calls(code));
            case TRUNKING ->
                view.with("terminating_prefix_prices", table.callsTo(code, name, "destination_prefixes", true))
                        .with("originating_call_prices", table.calls(code));
            case MESSAGING ->
                view.with("outbound_sms_prices", outboundMessages(code))
                        .with("inbound_sms_prices", table.messages(code, Rates::messageIn));
            case NUMBERS -> view.with("phone_number_prices", List.of(table.free("local"), table.free("mobile")));
        };
    }

    private List<Object> outboundMessages(String code) {
        List<Object> prices = table.messages(code, Rates::messageOut);
        if (prices.isEmpty()) {
            return prices;
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("carrier", "ALL");
        row.put("mcc", null);
        row.put("mnc", null);
        row.put("prices", prices);
        return List.of(row);
    }

    private Answer number(Ask ask, Product product) {
        boolean first = product == Product.VOICE;
        String given = ask.exchange().path(first ? "Number" : "DestinationNumber");
        Optional<String> number = E164.parse(given).or(() -> E164.parse("+" + given));
        if (number.isEmpty()) {
            return new Answer.Wrong(400, BAD_NUMBER, "'" + given + "' is not a number such as +14155550100");
        }
        String to = number.get();
        String letters = geography.of(to).country();
        Element view = new Element("Number")
                .with("country", find(letters).map(Country::name).orElse(null))
                .with("iso_country", letters.isEmpty() ? null : letters);
        if (first) {
            view.with("number", to)
                    .with("outbound_call_price", table.callTo(to))
                    .with("inbound_call_price", table.callFrom(to));
        } else {
            Map<String, @Nullable Object> from = new LinkedHashMap<>();
            from.put("origination_prefixes", List.of("ALL"));
            from.putAll(table.callTo(to));
            boolean trunk = product == Product.TRUNKING;
            if (trunk) {
                from.put("destination_prefixes", List.of(to.substring(1)));
                from.put("friendly_name", to);
            }
            view.with("destination_number", to)
                    .with(
                            "origination_number",
                            ask.input().get("OriginationNumber").orElse(null))
                    .with(trunk ? "terminating_prefix_prices" : "outbound_call_prices", List.of(from))
                    .with(trunk ? "originating_call_price" : "inbound_call_price", table.callFrom(to));
        }
        String path = HOME + product.path + "/Numbers/" + to;
        return Answer.ok(view.with("price_unit", currency)
                .with("url", ask.exchange().request().base() + path));
    }

    private Optional<Country> find(String letters) {
        return geography.countries().stream()
                .filter(country -> country.letters().equals(letters))
                .findFirst();
    }

    private static Element named(Country country) {
        return new Element("Country").with("country", country.name()).with("iso_country", country.letters());
    }
}
