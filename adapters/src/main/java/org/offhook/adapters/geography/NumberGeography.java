package org.offhook.adapters.geography;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.geocoding.PhoneNumberOfflineGeocoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.offhook.core.numbers.Geography;

/// City, state and country of a number by its prefix. Cities are in capitals, states of the USA and provinces
/// of Canada in their two letters, as applications know them; postal codes are not in the tables and stay
/// empty.
public final class NumberGeography implements Geography {

    /// Numbers that are remembered; when there are more, all are forgotten.
    private static final int MOST = 20_000;

    private static final String NOT_GEOGRAPHICAL = "001";
    private static final String UNKNOWN_REGION = "ZZ";

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final PhoneNumberOfflineGeocoder places = PhoneNumberOfflineGeocoder.getInstance();
    private final Map<String, Place> known = new ConcurrentHashMap<>();

    @Override
    public Place of(String e164) {
        @Nullable Place remembered = known.get(e164);
        if (remembered != null) {
            return remembered;
        }
        Place place = find(e164);
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(e164, place);
        return place;
    }

    @Override
    public List<Country> countries() {
        return numbers.getSupportedRegions().stream()
                .sorted()
                .map(letters -> new Country(
                        letters,
                        Locale.of("", letters).getDisplayCountry(Locale.ENGLISH),
                        "+" + numbers.getCountryCodeForRegion(letters)))
                .toList();
    }

    private Place find(String e164) {
        if (!e164.startsWith("+")) {
            return Place.UNKNOWN;
        }
        try {
            PhoneNumber number = numbers.parse(e164, null);
            String country = country(number);
            String description = places.getDescriptionForNumber(number, Locale.ENGLISH);
            // Without a better word the table says the name of the country.
            boolean vague = description.equals(Locale.of("", country).getDisplayCountry(Locale.ENGLISH));
            return country.isEmpty() || vague ? new Place("", "", "", country) : place(description, country);
        } catch (NumberParseException _) {
            return Place.UNKNOWN;
        }
    }

    private String country(PhoneNumber number) {
        @Nullable String exact = numbers.getRegionCodeForNumber(number);
        String region = exact == null ? numbers.getRegionCodeForCountryCode(number.getCountryCode()) : exact;
        return region.equals(UNKNOWN_REGION) || region.equals(NOT_GEOGRAPHICAL) ? "" : region;
    }

    private static Place place(String description, String country) {
        int comma = description.lastIndexOf(", ");
        if (comma >= 0) {
            String city = description.substring(0, comma).toUpperCase(Locale.ROOT);
            return new Place(city, description.substring(comma + 2), "", country);
        }
        @Nullable String state = NorthAmerica.STATES.get(description);
        return state == null
                ? new Place(description.toUpperCase(Locale.ROOT), "", "", country)
                : new Place("", state, "", country);
    }
}
