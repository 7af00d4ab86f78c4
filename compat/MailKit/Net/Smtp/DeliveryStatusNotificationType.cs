namespace MailKit.Net.Smtp;

/// <summary>How much of a message a bounce returns (RFC 3461 §4.3).</summary>
public enum DeliveryStatusNotificationType
{
    /// <summary>As the server likes.</summary>
    Unspecified,

    /// <summary>All of it.</summary>
    Full,

    /// <summary>Its headers.</summary>
    HeadersOnly,
}
