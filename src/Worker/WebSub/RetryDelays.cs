namespace Syndication.Worker.WebSub;

/// <summary>How long those wait who could not be told.</summary>
internal static class RetryDelays
{
    /// <summary>How long claimed work is nobody else's: longer than a request may take.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan[] Delivery =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24),
    ];

    // WebSub §5.3: intent is to be verified as soon as possible; who is not there within minutes may ask again.
    private static readonly TimeSpan[] Verification = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    /// <summary>The wait after so many failures of a delivery or notice in a row, or null when it is given up: after eight attempts in two days.</summary>
    public static TimeSpan? OfDelivery(long failures) => failures <= Delivery.Length ? Delivery[failures - 1] : null;

    /// <summary>The wait after so many failures to ask a callback, or null when the request is given up.</summary>
    public static TimeSpan? OfVerification(long failures) => failures <= Verification.Length ? Verification[failures - 1] : null;
}
