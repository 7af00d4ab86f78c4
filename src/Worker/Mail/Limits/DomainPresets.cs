using System.Collections.Immutable;

namespace Syndication.Worker.Mail.Limits;

/// <summary>
/// Limits for the large mailbox providers, by the domains of their addresses. The numbers are ours (ADR 24): no provider publishes
/// what it takes from whom, and each asks for less by 4.7.x replies, which are followed.
/// </summary>
public static class DomainPresets
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<DomainLimit> All { get; } =
    [
        Preset(20, 30, "gmail.com", "googlemail.com"),
        Preset(10, 15, "outlook.com", "hotmail.com", "hotmail.co.uk", "hotmail.de", "hotmail.es", "hotmail.fr", "hotmail.it", "live.com", "live.co.uk", "live.de",
            "live.fr", "live.nl", "msn.com", "outlook.de", "outlook.es", "outlook.fr", "outlook.it", "outlook.com.tr", "windowslive.com"),
        Preset(5, 10, "yahoo.com", "aim.com", "aol.com", "rocketmail.com", "verizon.net", "yahoo.ca", "yahoo.co.in", "yahoo.co.uk", "yahoo.com.ar", "yahoo.com.au",
            "yahoo.com.br", "yahoo.com.mx", "yahoo.de", "yahoo.es", "yahoo.fr", "yahoo.in", "yahoo.it", "ymail.com"),
        Preset(5, 5, "icloud.com", "mac.com", "me.com"),
        Preset(4, 5, "gmx.de", "gmx.at", "gmx.ch", "gmx.com", "gmx.net", "mail.com", "web.de"),
        Preset(3, 2, "t-online.de", "magenta.de"),
        Preset(3, 2, "orange.fr", "wanadoo.fr"),
        Preset(3, 2, "free.fr", "laposte.net", "sfr.fr"),
        Preset(4, 5, "mail.ru", "bk.ru", "inbox.ru", "list.ru", "yandex.ru", "ya.ru", "yandex.com"),
        Preset(3, 2, "qq.com", "126.com", "163.com", "foxmail.com"),
        Preset(3, 5, "comcast.net", "att.net", "bellsouth.net", "charter.net", "cox.net", "sbcglobal.net"),
    ];

    private static DomainLimit Preset(int connections, double ratePerSecond, params ImmutableArray<string> domains) =>
        new() { Name = domains[0], Domains = domains, Connections = connections, RatePerSecond = ratePerSecond };
}
