using System.Globalization;
using System.Text;
using Syndication.Worker.Model;
using Syndication.Worker.Outgoing;

namespace Syndication.Worker.WebSub;

/// <summary>Reads the form of a request to the hub (WebSub §5.1). Fields that it does not know are ignored.</summary>
/// <param name="policy">Which callbacks are out of the question.</param>
internal sealed class HubWishParser(AddressPolicy policy)
{
    /// <summary>Most characters of an address.</summary>
    public const int MostAddress = 2048;

    // WebSub §5.1: less than 200 bytes.
    private const int MostSecret = 199;

    /// <summary>Reads a form.</summary>
    public HubWishReading Read(IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(form);
        string[] fields = ["hub.mode", "hub.topic", "hub.callback", "hub.secret", "hub.lease_seconds"];
        if (Array.Find(fields, field => form[field].Count > 1) is { } repeated) return Fault($"{repeated} is given more than once.");
        var values = fields.Select(field => form[field].ToString()).ToArray();
        if (ReadMode(values[0]) is not { } mode) return Fault("hub.mode must be subscribe or unsubscribe.");
        if (values[1].Length is 0 or > MostAddress || values[1].Any(char.IsControl)) return Fault("hub.topic must be the address that a feed names as its own.");
        if (ReadCallback(values[2]) is not { } callback) return Fault("hub.callback must be an absolute http or https address of at most 2048 characters, without user and fragment.");
        if (!policy.MayAllow(callback)) return Fault("hub.callback is an address or a port that this hub does not send to.");
        if (Encoding.UTF8.GetByteCount(values[3]) > MostSecret) return Fault("hub.secret must be shorter than 200 bytes.");
        if (!ReadLease(mode, values[4], out var lease)) return Fault("hub.lease_seconds must be a positive whole number.");
        return new HubWishReading(new HubWish(mode, values[1], callback, values[3].Length > 0 ? values[3] : null, lease), "");
    }

    private static HubWishReading Fault(string fault) => new(null, fault);

    private static HubMode? ReadMode(string text) => text switch { "subscribe" => HubMode.Subscribe, "unsubscribe" => HubMode.Unsubscribe, _ => null };

    private static Uri? ReadCallback(string text)
    {
        if (text.Length > MostAddress || !Uri.TryCreate(text, UriKind.Absolute, out var address)) return null;
        if (address.Scheme is not ("http" or "https") || address.UserInfo.Length + address.Fragment.Length > 0) return null;
        return HasHost(address) && address.AbsoluteUri.Length <= 2 * MostAddress ? address : null;
    }

    private static bool HasHost(Uri address)
    {
        try
        {
            return address.IdnHost.Trim('.').Length > 0;
        }
        catch (UriFormatException)
        {
            // Uri takes letters in a host that have no form in the DNS, and says so only here.
            return false;
        }
    }

    /// <summary>WebSub §5.1: a lease on the way out means nothing.</summary>
    private static bool ReadLease(HubMode mode, string text, out long? seconds)
    {
        seconds = null;
        if (mode == HubMode.Unsubscribe || text.Length == 0) return true;
        if (!text.All(char.IsAsciiDigit) || text.All(digit => digit == '0')) return false;
        seconds = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue;
        return true;
    }
}
