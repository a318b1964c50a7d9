using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Issuing;

/// <summary>What a token is made of, while the code is at hand that makes it.</summary>
/// <param name="Site">The operation that makes it.</param>
/// <param name="Bodies">The code that this stands in.</param>
/// <param name="Keys">What it is signed with, or the credentials that hold that.</param>
/// <param name="Claims">What is in it.</param>
/// <param name="Issuers">What it is given for its issuer beside the claims.</param>
/// <param name="Audiences">What it is given for its audience beside the claims.</param>
internal sealed record TokenMaking(
    IOperation Site,
    CodeBodies Bodies,
    IReadOnlyList<IOperation> Keys,
    ClaimContents Claims,
    IReadOnlyList<IOperation> Issuers,
    IReadOnlyList<IOperation> Audiences);
