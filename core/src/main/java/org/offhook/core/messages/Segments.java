package org.offhook.core.messages;

import java.util.BitSet;

/// How many short messages a text takes (3GPP TS 23.038 and 23.040): 160 characters of the GSM 7-bit alphabet,
/// or 153 in each part of a longer text; with any other character in it 70 UTF-16 units, or 67 in each part. A
/// character that takes two places is not torn apart.
public final class Segments {

    private static final int GSM_SINGLE = 160;
    private static final int GSM_PART = 153;
    private static final int UCS2_SINGLE = 70;
    private static final int UCS2_PART = 67;

    /// The basic table, 23.038 §6.2.1.
    private static final BitSet BASIC = characters("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");

    /// The extension table, §6.2.1.1: an escape and a character.
    private static final BitSet EXTENDED = characters("\f^{}\\[~]|€");

    private Segments() {}

    /// @return at least 1, also for no text
    public static int of(String text) {
        boolean gsm = text.chars().allMatch(c -> BASIC.get(c) || EXTENDED.get(c));
        return gsm ? count(text, true, GSM_SINGLE, GSM_PART) : count(text, false, UCS2_SINGLE, UCS2_PART);
    }

    private static int count(String text, boolean gsm, int single, int part) {
        int total = 0;
        int parts = 1;
        int filled = 0;
        for (int i = 0; i < text.length(); i++) {
            boolean pair = !gsm
                    && Character.isHighSurrogate(text.charAt(i))
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            int places = gsm ? (EXTENDED.get(text.charAt(i)) ? 2 : 1) : pair ? 2 : 1;
            i += pair ? 1 : 0;
            total += places;
            if (filled + places > part) {
                parts++;
                filled = 0;
            }
            filled += places;
        }
        return total <= single ? 1 : parts;
    }

    private static BitSet characters(String text) {
        BitSet set = new BitSet();
        text.chars().forEach(set::set);
        return set;
    }
}
