namespace MailKit.Net.Smtp;

/// <summary>A reply of a server.</summary>
public class SmtpResponse
{
    /// <summary>Creates a reply.</summary>
    public SmtpResponse(SmtpStatusCode code, string response)
    {
        StatusCode = code;
        Response = response;
    }

    /// <summary>Its code.</summary>
    public SmtpStatusCode StatusCode { get; private set; }

    /// <summary>Its text without the code, enhanced status code included; lines are separated by line feeds.</summary>
    public string Response { get; private set; }
}
