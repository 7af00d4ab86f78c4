using Microsoft.AspNetCore.DataProtection;
using Syndication.Worker.Newsletters.Subscribing;

namespace Syndication.Worker.Http.SignUp;

/// <summary>Tells programs from people by what people do not do: fill in a field that is not shown, or a form in no time.</summary>
/// <param name="protection">Signs the time at which a form was shown.</param>
/// <param name="options">How fast a person may be.</param>
/// <param name="time">The clock.</param>
internal sealed class SignUpTrap(IDataProtectionProvider protection, SubscribeOptions options, TimeProvider time)
{
    private readonly ExpiringTokens stamps = new(protection, "Syndication.SignUpForm", time);

    /// <summary>Marks a form as shown now.</summary>
    public string Stamp() => options.FastestSignUp == TimeSpan.Zero ? "" : stamps.Create("");

    /// <summary>Whether a program sent it. Forms of other pages carry no stamp and are not judged by it.</summary>
    public bool Caught(SignUpFields fields)
    {
        if (fields.Website.Length > 0) return true;
        if (fields.Shown.Length == 0 || options.FastestSignUp == TimeSpan.Zero) return false;
        return stamps.Read(fields.Shown) is not { } stamp || stamp.Age < options.FastestSignUp;
    }
}
