package org.offhook.api.v2010.numbers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.offhook.api.http.Router;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Offsets;
import org.offhook.api.rest.Rest;
import org.offhook.api.v2010.Resources;
import org.offhook.core.numbers.E164;
import org.offhook.core.numbers.Geography.Place;
import org.offhook.core.numbers.NumberPool;

/// `…/AvailablePhoneNumbers`: what of the operator's stock nobody has taken. Filters on features that every
/// number has, or none has, are without effect.
public final class AvailableNumbers implements Resources.Resource {

    private static final String COUNTRIES = Resources.ACCOUNT + "/AvailablePhoneNumbers";
    private static final String COUNTRY = COUNTRIES + "/{CountryCode}";
    private static final int MOST = 1000;
    private static final int DEFAULT_SIZE = 50;
    private static final Map<String, NumberPool.Type> TYPES = Map.of(
            "Local", NumberPool.Type.LOCAL, "Mobile", NumberPool.Type.MOBILE, "TollFree", NumberPool.Type.TOLL_FREE);

    private final Stock stock;

    public AvailableNumbers(Stock stock) {
        this.stock = stock;
    }

    @Override
    public void route(Router router, Rest rest) {
        router.add(
                "GET",
                COUNTRIES,
                rest.guarded(ask -> Offsets.list(
                        ask,
                        "Countries",
                        stock.countries().stream()
                                .map(code -> country(ask, code))
                                .toList())));
        router.add(
                "GET",
                COUNTRY,
                rest.guarded(ask -> code(ask)
                        .<Answer>map(code -> Answer.ok(country(ask, code)))
                        .orElseGet(() -> Answer.notFound(ask))));
        TYPES.forEach((name, type) -> router.add(
                "GET",
                COUNTRY + "/" + name,
                rest.guarded(
                        ask -> code(ask).map(code -> list(ask, code, type)).orElseGet(() -> Answer.notFound(ask)))));
    }

    private Optional<String> code(Ask ask) {
        String code = ask.exchange().path("CountryCode").toUpperCase(Locale.ROOT);
        return Optional.of(code).filter(stock.countries()::contains);
    }

    private Answer list(Ask ask, String country, NumberPool.Type type) {
        Fields fields = new Fields(ask.exchange().query());
        int size = fields.number("PageSize", DEFAULT_SIZE, 1, MOST, 20007);
        Predicate<String> wanted = pattern(fields)
                .and(area(fields))
                .and(place(fields, "InRegion", Place::state))
                .and(place(fields, "InLocality", Place::city));
        return fields.wrong()
                .orElseGet(() -> Offsets.list(
                        ask,
                        "AvailablePhoneNumbers",
                        stock.free(type, country, wanted, size).stream()
                                .map(this::view)
                                .toList()));
    }

    /// `Contains`: digits, `*` for any digit, letters as on a keypad; anywhere, or behind `+` at the beginning.
    private static Predicate<String> pattern(Fields fields) {
        String text = fields.text("Contains");
        if (text == null) {
            return number -> true;
        }
        if (!text.matches("\\+?[0-9A-Za-z*%]{2,16}")) {
            fields.refuse(21421, "Contains is 2 to 16 digits, letters or * for any digit, not '" + text + "'");
            return number -> false;
        }
        StringBuilder digits = new StringBuilder();
        text.toUpperCase(Locale.ROOT)
                .chars()
                .forEach(c -> digits.append(
                        c == '*' || c == '%'
                                ? "[0-9]"
                                : c == '+' ? "^\\+" : c >= 'A' ? String.valueOf(key((char) c)) : "" + (char) c));
        return Pattern.compile(digits.toString()).asPredicate();
    }

    private static char key(char letter) {
        return "22233344455566677778889999".charAt(letter - 'A');
    }

    private static Predicate<String> area(Fields fields) {
        String code = fields.text("AreaCode");
        if (code == null) {
            return number -> true;
        }
        if (!code.matches("[0-9]{3}")) {
            fields.refuse(21451, "AreaCode is three digits, not '" + code + "'");
        }
        return number -> number.startsWith("+1" + code);
    }

    private Predicate<String> place(Fields fields, String name, java.util.function.Function<Place, String> part) {
        String wanted = fields.text(name);
        return number ->
                wanted == null || part.apply(stock.geography().of(number)).equalsIgnoreCase(wanted);
    }

    private static Element country(Ask ask, String code) {
        String uri = ask.home() + "/AvailablePhoneNumbers/" + code;
        Map<String, Object> links = new LinkedHashMap<>();
        links.put("local", uri + "/Local.json");
        links.put("mobile", uri + "/Mobile.json");
        links.put("toll_free", uri + "/TollFree.json");
        return new Element("Country")
                .with("country_code", code)
                .with("country", Locale.of("", code).getDisplayCountry(Locale.ENGLISH))
                .with("beta", false)
                .with("uri", uri + ".json")
                .with("subresource_uris", links);
    }

    private Element view(String number) {
        Place place = stock.geography().of(number);
        Map<String, Object> capabilities = new LinkedHashMap<>();
        List.of("voice", "SMS", "MMS").forEach(name -> capabilities.put(name, true));
        capabilities.put("fax", false);
        return new Element("AvailablePhoneNumber")
                .with("friendly_name", E164.formatted(number))
                .with("phone_number", number)
                .with("lata", null)
                .with("locality", place.city().isEmpty() ? null : place.city())
                .with("rate_center", null)
                .with("latitude", null)
                .with("longitude", null)
                .with("region", place.state().isEmpty() ? null : place.state())
                .with("postal_code", place.zip().isEmpty() ? null : place.zip())
                .with("iso_country", place.country())
                .with("address_requirements", "none")
                .with("beta", false)
                .with("capabilities", capabilities);
    }
}
