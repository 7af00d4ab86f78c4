using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Syndication.Feeds.Content.Fields;

/// <summary>The language of a post (BCP 47).</summary>
internal static partial class LanguageField
{
    // ISO 639-1, then the codes of ISO 639-2 that have no code of two letters.
    private const string Codes =
        "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy "
        + "ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv "
        + "mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw "
        + "ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "
        + "ace ach ada ady afa afh ain akk ale alg alt ang anp apa arc arn arp art arw ast ath aus awa bad bai bal ban bas bat bej bem ber bho bik bin bla bnt bra btk bua bug byn "
        + "cad cai car cau ceb cel chb chg chk chm chn cho chp chr chy ckb cmc cmn cnr cop cpe cpf cpp crh crp csb cus dak dar day del den dgr din doi dra dsb dua dum dyu efi egy eka elx enm ewo "
        + "fan fat fil fiu fon frm fro frr frs fur gaa gay gba gem gez gil gmh goh gon gor got grb grc gsw gwi hai haw hil him hit hmn hsb hup iba ijo ilo inc ine inh ira iro jbo jpr jrb "
        + "kaa kab kac kam kar kaw kbd kha khi kho kmb kok kos kpe krc krl kro kru kum kut lad lah lam lez lol loz lua lui lun luo lus mad mag mai mak man map mas mdf mdr men mga mic min mis mkh mnc mni mno moh mos mul mun mus mwl mwr myn myv "
        + "nah nai nap nds new nia nic niu nog non nqo nso nub nwc nym nyn nyo nzi osa ota oto paa pag pal pam pap pau peo phi phn pon pra pro raj rap rar roa rom rup "
        + "sad sah sai sal sam sas sat scn sco sel sem sga sgn shn sid sio sit sla sma smi smj smn sms snk sog son srn srr ssa suk sus sux syc syr tai tem ter tet tig tiv tkl tlh tli tmh tog tpi tsi tum tup tut tvl tyv "
        + "udm uga umb und vai vot wak wal war was wen xal yao yap ypk yue zap zbl zen zgh znd zun zxx zza";

    private static readonly FrozenSet<string> Known = Codes.Split(' ').ToFrozenSet(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, string?> Seen = new(StringComparer.Ordinal);

    /// <summary>The language that the file names; the site's, with a warning, where that is unknown.</summary>
    public static string Read(FieldReader fields, string siteLanguage)
    {
        if (fields.Text("lang", "language") is not { } text) return siteLanguage;
        if (Canonical(text.Trim()) is { } tag) return tag;
        var entry = fields.First("lang", "language")!;
        fields.Problems.Warning(
            ProblemCodes.FieldType, entry.Line, entry.Column,
            $"'{entry.Key}' is no language that is known; {siteLanguage} is used.", "Write a BCP 47 tag such as en, pt-BR or zh-Hans.");
        return siteLanguage;
    }

    /// <summary>The tag in the case that BCP 47 recommends, or null where it is none.</summary>
    public static string? Canonical(string tag)
    {
        if (tag.Length > 35) return null;
        if (Seen.TryGetValue(tag, out var seen)) return seen;
        var canonical = Build(tag.Replace('_', '-'));
        if (Seen.Count < 1000) Seen[tag] = canonical;
        return canonical;
    }

    private static string? Build(string tag)
    {
        if (!Tag().IsMatch(tag)) return null;
        var parts = tag.ToLowerInvariant().Split('-');
        if (!Known.Contains(parts[0])) return null;
        for (var i = 1; i < parts.Length && parts[i].Length > 1; i++)
        {
            if (parts[i].Length == 2) parts[i] = parts[i].ToUpperInvariant();
            else if (parts[i].Length == 4 && char.IsAsciiLetter(parts[i][0])) parts[i] = char.ToUpper(parts[i][0], CultureInfo.InvariantCulture) + parts[i][1..];
        }

        return string.Join('-', parts);
    }

    // RFC 5646 §2.1, without grandfathered and wholly private tags.
    [GeneratedRegex("^[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-[a-wyz0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag();
}
