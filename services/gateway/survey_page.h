#pragma once

#include <string_view>

namespace tancua::gateway {

// What opens from the survey link of a message, "/s/{token}": the questions of
// GET /v1/surveys/{token}, and one button. Works on old phones and with the keyboard.
inline constexpr std::string_view kSurveyPage = R"html(<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Đánh giá sự phục vụ</title>
<style>
  body { font: 18px/1.6 system-ui, sans-serif; max-width: 40rem; margin: 1.5rem auto; padding: 0 1rem; }
  fieldset { border: 1px solid #999; border-radius: .5rem; margin: 0 0 1rem; }
  label { display: block; padding: .3rem 0; }
  textarea { width: 100%; font: inherit; }
  button { font: inherit; padding: .6rem 1.5rem; }
</style>
<h1>Đánh giá sự phục vụ</h1>
<p id="say" role="status">Đang mở phiếu khảo sát…</p>
<form id="form" hidden>
  <div id="questions"></div>
  <label>Ý kiến thêm (không bắt buộc)<textarea id="comment" rows="4" maxlength="2000"></textarea></label>
  <button>Gửi đánh giá</button>
</form>
<script>
const scores = [[5, 'Rất hài lòng'], [4, 'Hài lòng'], [3, 'Bình thường'], [2, 'Không hài lòng'],
                [1, 'Rất không hài lòng']];
const resource = '/v1/surveys/' + location.pathname.split('/').pop();
const element = (id) => document.getElementById(id);
const say = (text) => { element('say').textContent = text; };

async function call(path, body) {
  const options = body && {method: 'POST', headers: {'Content-Type': 'application/json'},
                           body: JSON.stringify(body)};
  const response = await fetch(path, options);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error.message);
  return answer;
}

function field(question) {
  const set = document.createElement('fieldset');
  set.append(Object.assign(document.createElement('legend'), {textContent: question.title}));
  for (const [score, text] of scores) {
    const label = document.createElement('label');
    label.append(Object.assign(document.createElement('input'), {
      type: 'radio', name: question.questionId, value: score, required: Boolean(question.required)}),
      ' ' + text);
    set.append(label);
  }
  return set;
}

async function show() {
  const survey = await call(resource);
  if (survey.state === 'ANSWERED') return say('Phiếu khảo sát này đã được trả lời. Cảm ơn ông/bà.');
  say('Thủ tục: ' + survey.procedureTitle);
  element('questions').append(...survey.questions.map(field));
  element('form').hidden = false;
}

element('form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const answers = [...new FormData(event.target)].map(
      ([questionId, score]) => ({questionId, score: Number(score)}));
  try {
    await call(resource + ':answer', {answers, comment: element('comment').value});
    element('form').hidden = true;
    say('Cảm ơn ông/bà đã đánh giá.');
  } catch (error) { say(error.message); }
});
show().catch((error) => say(error.message));
</script>
</html>
)html";

}  // namespace tancua::gateway
