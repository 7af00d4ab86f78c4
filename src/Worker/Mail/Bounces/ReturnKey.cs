namespace Syndication.Worker.Mail.Bounces;

/// <summary>The delivery that a return address or an ENVID names.</summary>
/// <param name="DeliveryId">The delivery; null where the mac is wrong.</param>
internal sealed record ReturnKey(string? DeliveryId)
{
    /// <summary>Made up, or signed with another key.</summary>
    public static ReturnKey Wrong { get; } = new((string?)null);
}
