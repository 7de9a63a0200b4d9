/** AWS's public repository of models, as GitHub's REST API has it; mirrors speak the same. */
export const AWS_MODELS = "https://api.github.com/repos/aws/api-models-aws";
