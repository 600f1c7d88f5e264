package org.offhook.adapters.geography;

import java.util.HashMap;
import java.util.Map;

/// States of the USA and provinces of Canada, by name.
final class NorthAmerica {

    static final Map<String, String> STATES = states(
            "Alabama AL, Alaska AK, Arizona AZ, Arkansas AR, California CA, Colorado CO, Connecticut CT, Delaware DE, "
                    + "Florida FL, Georgia GA, Hawaii HI, Idaho ID, Illinois IL, Indiana IN, Iowa IA, Kansas KS, "
                    + "Kentucky KY, Louisiana LA, Maine ME, Maryland MD, Massachusetts MA, Michigan MI, Minnesota MN, "
                    + "Mississippi MS, Missouri MO, Montana MT, Nebraska NE, Nevada NV, New Hampshire NH, "
                    + "New Jersey NJ, New Mexico NM, New York NY, North Carolina NC, North Dakota ND, Ohio OH, "
                    + "Oklahoma OK, Oregon OR, Pennsylvania PA, Rhode Island RI, South Carolina SC, South Dakota SD, "
                    + "Tennessee TN, Texas TX, Utah UT, Vermont VT, Virginia VA, Washington State WA, "
                    + "Washington D.C. DC, West Virginia WV, Wisconsin WI, Wyoming WY, "
                    + "Alberta AB, British Columbia BC, Manitoba MB, New Brunswick NB, "
                    + "Newfoundland and Labrador NL, Nova Scotia NS, Ontario ON, Prince Edward Island PE, Quebec QC, "
                    + "Saskatchewan SK");

    private NorthAmerica() {}

    private static Map<String, String> states(String list) {
        Map<String, String> states = new HashMap<>();
        for (String entry : list.split(", ")) {
            int last = entry.lastIndexOf(' ');
            states.put(entry.substring(0, last), entry.substring(last + 1));
        }
        return Map.copyOf(states);
    }
}
