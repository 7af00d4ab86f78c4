using Microsoft.AspNetCore.Http.Features;

namespace Syndication.Worker.Http;

/// <summary>Reads small forms, url-encoded or multipart (RFC 8058 §3.2 allows both).</summary>
internal static class FormReader
{
    /// <summary>Most octets of a body: a thousand ticked tags with long names.</summary>
    public const int MaxBody = 128 * 1024;

    private const int MostValues = 4096;

    /// <summary>Limits a body that is still to be read; false where it says itself that it is too long.</summary>
    public static bool Limit(HttpRequest request)
    {
        if (request.ContentLength > MaxBody) return false;
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxBody;
        return true;
    }

    /// <summary>The form; an empty one where there is no body at all; null, with the status to answer, where it cannot be read.</summary>
    public static async Task<(IFormCollection? Form, int Status)> ReadAsync(HttpRequest request)
    {
        if (!Limit(request)) return (null, StatusCodes.Status413PayloadTooLarge);
        if (!request.HasFormContentType)
        {
            return request.ContentLength is null or 0 && request.ContentType is null
                ? (FormCollection.Empty, StatusCodes.Status200OK)
                : (null, StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            var form = await request.ReadFormAsync(new FormOptions { ValueCountLimit = MostValues, MultipartBodyLengthLimit = MaxBody }, request.HttpContext.RequestAborted);
            return (form, StatusCodes.Status200OK);
        }
        catch (BadHttpRequestException exception)
        {
            return (null, exception.StatusCode);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            // A multipart body that ends too early is an IOException.
            return (null, StatusCodes.Status400BadRequest);
        }
    }
}
