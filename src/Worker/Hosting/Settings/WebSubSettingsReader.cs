using System.Collections.Immutable;
using System.Net;
using Syndication.Worker.Http;
using Syndication.Worker.Model;
using Syndication.Worker.WebSub;

namespace Syndication.Worker.Hosting.Settings;

/// <summary>Reads <c>Feeds:WebSub</c>.</summary>
internal static class WebSubSettingsReader
{
    /// <summary>Reads the section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="service">Where the built-in hub is public.</param>
    public static WebSubOptions Read(SettingsSection section, ServiceOptions service)
    {
        var defaults = new WebSubOptions();
        var own = service.PublicUrl.AbsoluteUri.TrimEnd('/') + HubEndpoints.Path;
        var options = new WebSubOptions
        {
            Hubs = ReadHubs(section, own),
            BuiltInHub = section.Flag("BuiltInHub", fallback: false) ? own : null,
            PrivateCallbacks = ReadNetworks(section),
            MaxSubscriptions = section.Whole("MaxSubscriptions", defaults.MaxSubscriptions, 1, 1_000_000),
            MaxSubscriptionsPerHost = section.Whole("MaxSubscriptionsPerHost", defaults.MaxSubscriptionsPerHost, 1, 1_000_000),
            MaxLease = section.Duration("MaxLease", defaults.MaxLease, WebSubOptions.ShortestLease, TimeSpan.FromDays(365)),
        };
        section.RefuseUnknown();
        return options;
    }

    private static ImmutableArray<string> ReadHubs(SettingsSection section, string own)
    {
        var hubs = new List<string>();
        foreach (var text in section.Texts("Hubs"))
        {
            if (!Uri.TryCreate(text, UriKind.Absolute, out var hub) || hub.Scheme is not ("http" or "https") || hub.Fragment.Length + hub.UserInfo.Length > 0)
            {
                section.Fault("Hubs", $"holds '{text}'; it must be an absolute http or https address such as https://pubsubhubbub.appspot.com/");
            }
            else if (hub.AbsoluteUri.TrimEnd('/') == own)
            {
                section.Fault("Hubs", $"holds {own}, which is the built-in hub; set BuiltInHub instead.");
            }
            else
            {
                hubs.Add(hub.AbsoluteUri);
            }
        }

        return [.. hubs.Distinct(StringComparer.Ordinal)];
    }

    private static ImmutableArray<IPNetwork> ReadNetworks(SettingsSection section)
    {
        var networks = new List<IPNetwork>();
        foreach (var text in section.Texts("PrivateCallbacks"))
        {
            if (IPNetwork.TryParse(text, out var network)) networks.Add(network);
            else if (IPAddress.TryParse(text, out var address)) networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else section.Fault("PrivateCallbacks", $"holds '{text}'; it must be an address such as 10.1.2.3 or a range such as 10.1.0.0/16.");
        }

        return [.. networks];
    }
}
